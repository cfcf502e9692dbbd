// What reading a large account costs: calls, how many of them one after another, time, stalls and memory. Medians of several
// processes. BENCH_BEFORE names a checkout of an older version, which then is measured in turn with this one.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { withoutAws } from './environment.js'
import { inProject, ROOT } from './project.js'
import { run } from './run.js'

const RUNS = 3
const FLAGS = ['--conditions=react-server', '--expose-gc', '--import', 'tsx']
const before = process.env.BENCH_BEFORE

/**
 * @typedef {{ calls: number, depth: number, readMs: number, mainThreadMs: number, longestStallMs: number }} Reading
 * @typedef {{ readings: [Reading, Reading, Reading], liveMb: number, settledMb: number, peakMb: number }} Figures
 */

/** @param {string} url */
function environment(url) {
  return {
    ...withoutAws(),
    NODE_ENV: 'production',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_ENDPOINT_URL: url,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/container-credentials/gatehouse`,
    AWS_REGION: 'us-east-1',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    GATEHOUSE_REGIONS: 'us-east-1,us-west-2,eu-west-1',
    // Nobody answers there: what databases hold is no part of this.
    DATABASE_URL: 'postgres://127.0.0.1:1/none',
  }
}

/**
 * @param {string} folder
 * @param {string} url
 * @returns {Promise<Figures>}
 */
async function measure(folder, url) {
  const program = [...FLAGS, inProject('lib', 'launch', 'bench-reading-measure.ts')]
  const { code, output } = await run([process.execPath, ...program], { cwd: folder, env: environment(url) })
  if (code !== 0) throw new Error(output)
  const line = output.trim().split('\n').at(-1) ?? ''
  process.stderr.write(`${folder} ${line}\n`)
  return JSON.parse(line)
}

/** @param {number[]} values */
const median = values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** @param {Figures[]} runs */
function summary(runs) {
  const of = (/** @type {(figures: Figures) => number} */ figure) => Math.round(median(runs.map(figure)))
  return {
    firstCalls: of(({ readings: [first] }) => first.calls),
    firstDepth: of(({ readings: [first] }) => first.depth),
    firstMs: of(({ readings: [first] }) => first.readMs),
    firstMainThreadMs: of(({ readings: [first] }) => first.mainThreadMs),
    nextCalls: of(({ readings: [, , last] }) => last.calls),
    nextDepth: of(({ readings: [, , last] }) => last.depth),
    nextMs: of(({ readings: [, , last] }) => last.readMs),
    nextMainThreadMs: of(({ readings: [, , last] }) => last.mainThreadMs),
    longestStallMs: of(({ readings }) => Math.max(...readings.map(reading => reading.longestStallMs))),
    liveMb: of(({ liveMb }) => liveMb),
    settledMb: of(({ settledMb }) => settledMb),
    peakMb: of(({ peakMb }) => peakMb),
  }
}

/** @param {string} account */
async function compare(account) {
  const program = [...FLAGS, inProject('lib', 'launch', 'bench-reading-account.ts'), account]
  const simulator = spawn(process.execPath, program, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] })
  const [url] = await once(createInterface(simulator.stdout), 'line')
  const sides = { ...(before ? { before } : {}), after: ROOT }
  /** @type {Record<string, Figures[]>} */
  const figures = {}
  for (let turn = 0; turn < RUNS; turn += 1)
    for (const [side, folder] of Object.entries(sides))
      figures[side] = [...(figures[side] ?? []), await measure(folder, url)]
  simulator.stdin.end()
  return Object.fromEntries(Object.entries(figures).map(([side, runs]) => [side, summary(runs)]))
}

const large = await compare('large')
const largeReal = await compare('large-real')
process.stdout.write(`${JSON.stringify({ large, largeReal })}\n`)
