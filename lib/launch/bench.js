// npm run bench: figures for this machine, kept in bench.json beside this. Nothing passes or fails by the clock.
// npm run bench -- matrix: only the programs whose name holds the word; the other figures stay as they are.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { ensureBuilt } from './build.js'
import { checkNode } from './check-node.js'
import { commonEnvironment } from './environment.js'
import { ensureInstalled } from './install.js'
import { inProject } from './project.js'
import { run } from './run.js'
import { say, step } from './say.js'
import { whenToldToStop } from './when-told-to-stop.js'

/** Each prints its figures as one JSON object in its last line. */
const PROGRAMS = [
  'lib/iam/bench.ts',
  'lib/findings/bench.ts',
  'lib/access/search/bench.ts',
  'lib/records/bench.ts',
  'lib/launch/bench-dashboard.js',
  'lib/launch/bench-matrix.js',
  'lib/launch/bench-reading.js',
  'lib/launch/bench-pages.js',
]
const KEPT_IN = inProject('lib', 'launch', 'bench.json')
const words = process.argv.slice(2)
const chosen = PROGRAMS.filter(name => words.length === 0 || words.some(word => name.includes(word)))
if (chosen.length === 0) {
  say(`Nothing is called ${words.join(' ')}. There are ${PROGRAMS.join(', ')}.`)
  process.exit(1)
}

checkNode()
whenToldToStop(() => process.exit(130))
await ensureInstalled()
await ensureBuilt()

const machine = {
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${process.platform} ${process.arch}`,
  node: process.versions.node,
}
say(
  `${machine.processor}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}, Node ${machine.node}`,
)

/** @type {Record<string, unknown>} */
const figures = {}
for (const name of chosen) {
  const { code, output } = await step(name, () => {
    const flags = ['--conditions=react-server', '--expose-gc', '--import', 'tsx']
    return run([process.execPath, ...flags, inProject(name)], {
      env: { ...process.env, ...commonEnvironment() },
    })
  })
  const answer = code === 0 ? parse(output.trim().split('\n').at(-1) ?? '') : null
  if (answer === null) say(`${output}\n  ${name} gave no figures.`)
  else figures[name] = answer
  for (const [label, value] of flatten(answer)) say(`    ${label.padEnd(44)}${value.padStart(14)}`)
}

const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'))
const before = chosen.length < PROGRAMS.length ? (parse(readFileSync(KEPT_IN, 'utf8'))?.figures ?? {}) : {}
const kept = {
  measuredAt: new Date().toISOString(),
  version,
  machine,
  figures: Object.fromEntries(
    PROGRAMS.flatMap(name => {
      const known = figures[name] ?? before[name]
      return known === undefined ? [] : [[name, known]]
    }),
  ),
}
writeFileSync(KEPT_IN, `${JSON.stringify(kept, null, 2)}\n`)
say('  Kept in lib/launch/bench.json.')
process.exit(Object.keys(figures).length === chosen.length ? 0 : 1)

/** @param {string} line */
function parse(line) {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/**
 * @param {unknown} value
 * @param {string} path
 * @returns {[string, string][]}
 */
function flatten(value, path = '') {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'number') return [[path, Number(value.toPrecision(4)).toLocaleString('en-GB')]]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, path ? `${path}.${key}` : key))
}
