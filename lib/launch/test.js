// npm test: everything, from a fresh clone, installing what it needs. The last line is the sum.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './build.js'
import { checkNode } from './check-node.js'
import { ensureInstalled } from './install.js'
import { inProject } from './project.js'
import { localProgram, run } from './run.js'
import { say } from './say.js'
import { countExit, countPlaywright, countVitest, readReport } from './test-counts.js'
import {
  ensureChromium,
  ensureMariadb,
  ensureOlderPostgres,
  ensurePsql,
  ensureRecipeClients,
} from './test-tools.js'
import { whenToldToStop } from './when-told-to-stop.js'

/** @typedef {import('./test-counts.js').Counts} Counts */

checkNode()
whenToldToStop(() => process.exit(130))
await ensureInstalled().catch(error => {
  say(`${error.message}\n0 passed, 1 failed`)
  process.exit(1)
})
const chromium = await ensureChromium().catch(() => null)
if (!chromium) say('  There is no Chromium and none could be installed. Set GATEHOUSE_CHROMIUM to one.')
if (!(await ensurePsql()))
  say('  There is no psql and none could be installed: the tests that log in with it will fail.')
if (!(await ensureMariadb()))
  say('  There is no MariaDB and none could be installed: what needs it is counted as not run.')
if (!(await ensureOlderPostgres()))
  say('  There is no second PostgreSQL and none could be installed: what needs it is counted as not run.')
if (!(await ensureRecipeClients()))
  say('  The clients of the recipes could not be installed: those that are missing are not run.')

const reports = mkdtempSync(join(tmpdir(), 'gatehouse-test-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))
const env = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: '1',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  ...(chromium ? { GATEHOUSE_CHROMIUM: chromium } : {}),
}

/**
 * Says at its end what the command said, so that steps which run at once do not speak at once.
 * @param {string[]} command
 */
async function passes(command) {
  const { code, output } = await run(command, { env })
  say(output.trimEnd())
  return countExit(code)
}

/** @param {string} project */
async function vitest(project) {
  const file = join(reports, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { code } = await run(localProgram('vitest', 'run', '--project', project, ...reporters), {
    env,
    show: true,
  })
  return countVitest(readReport(file), code)
}

async function playwright() {
  const file = join(reports, 'e2e.json')
  const command = localProgram(
    'playwright',
    'test',
    '--config',
    'e2e/playwright.config.ts',
    '--reporter=list,json',
  )
  const { code } = await run(command, { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file }, show: true })
  return countPlaywright(readReport(file), code)
}

async function types() {
  await run(localProgram('next', 'typegen'), { env })
  return passes(localProgram('tsc', '--noEmit'))
}

async function build() {
  await ensureBuilt()
  return countExit(0)
}

/**
 * The short form of a program whose last line counts as ours does.
 * @param {string} name
 */
async function short(name) {
  const { code, output } = await run([process.execPath, inProject('lib', 'launch', name), '--short'], { env })
  say(output.trimEnd())
  const last = /(\d+) passed, (\d+) failed(?:, (\d+) not run)?\s*$/.exec(output)
  if (!last) return countExit(code || 1)
  const [passed, failed, notRun] = last.slice(1).map(count => Number(count ?? 0))
  return { passed: passed ?? 0, failed: failed ?? 0, notRun: notRun ?? 0 }
}

/**
 * One line after another; what stands in one line runs at once. Chaos mostly waits, and proofs need no clock.
 * @type {[string, () => Promise<Counts>][][]}
 */
const STEPS = [
  [
    ['Format and lint', () => passes(localProgram('biome', 'check', '.'))],
    ['Dead code', () => passes(localProgram('knip'))],
    ['Types', types],
  ],
  [['Unit tests', () => vitest('unit')]],
  [['Build', build]],
  [
    ['Proofs, and the engine against a second one', () => vitest('proof')],
    ['Changes struck half-way, two servers', () => short('chaos.js')],
  ],
  [['Adapters, against the simulated account', () => vitest('aws')]],
  [['Databases, against real PostgreSQL and MariaDB', () => vitest('db')]],
  [['Calls that fail, every screen', () => short('faults.js')]],
  [['End to end, in Chromium', playwright]],
]

/** @typedef {{ name: string, counts: Counts, seconds: number }} Result */

/**
 * @param {[string, () => Promise<Counts>]} step
 * @returns {Promise<Result>}
 */
async function runStep([name, work]) {
  const startedAt = Date.now()
  const counts = await work().catch(error => {
    say(error.message)
    return countExit(1)
  })
  return { name, counts, seconds: (Date.now() - startedAt) / 1000 }
}

/** @type {Result[]} */
const results = []
for (const steps of STEPS) {
  say(`\n== ${steps.map(([name]) => name).join(' · ')}`)
  results.push(...(await Promise.all(steps.map(runStep))))
}

say('\n== Summary')
for (const { name, counts, seconds } of results) {
  const notRun = counts.notRun ? `, ${counts.notRun} not run` : ''
  const count = `${counts.passed} passed, ${counts.failed} failed${notRun}`
  say(`  ${name.padEnd(46)}${count.padEnd(38)}${seconds.toFixed(1).padStart(7)} s`)
}
const passed = results.reduce((sum, { counts }) => sum + counts.passed, 0)
const failed = results.reduce((sum, { counts }) => sum + counts.failed, 0)
const notRun = results.reduce((sum, { counts }) => sum + (counts.notRun ?? 0), 0)
const secondTry = results.reduce((sum, { counts }) => sum + (counts.secondTry ?? 0), 0)
if (secondTry > 0)
  say(`${secondTry} passed on the second try: each stands above as flaky, and is to be looked into`)
if (notRun > 0) say(`${notRun} not run: what they need is not on this machine`)
say(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)
