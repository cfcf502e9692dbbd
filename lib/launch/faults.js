// npm run faults: every call to AWS fails in every way, after a start and while the server runs; every screen and file is then
// held against what it says when nothing fails. `--short`: two faults a call, others for each `--seed 4,5`. `--only "page 2"`: the
// combinations named so.
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './build.js'
import { checkNode } from './check-node.js'
import { everyCombination, wordsFor } from './faults/combinations.js'
import { openLane } from './faults/lane.js'
import { reportOf } from './faults/report.js'
import { shortForm } from './faults/sample.js'
import { everyAddress } from './faults/screens.js'
import { hasHit, judgeScreens, learnTruth, strike, TELLING } from './faults/try-combination.js'
import { ensureInstalled } from './install.js'
import { say } from './say.js'
import { whenToldToStop } from './when-told-to-stop.js'

/**
 * @typedef {import('./faults/combinations.js').Combination} Combination
 * @typedef {import('./faults/lane.js').Lane} Lane
 */

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    lanes: { type: 'string', default: String(Math.min(4, availableParallelism())) },
    seed: { type: 'string', default: '1' },
    show: { type: 'boolean', default: false },
  },
})
/** In AWS's own words, which differ with the fault while all else is the same. */
const AWS_ANSWER = /\bHTTP \w+ that is not AWS's format|\b[A-Z]\w+: [^\n]{0,300}/g

checkNode()
/** @type {Lane[]} */
const lanes = []
const open = async () => {
  const lane = await openLane()
  lanes.push(lane)
  return lane
}
const close = () => Promise.all(lanes.map(lane => lane.close()))
whenToldToStop(() => void close().finally(() => process.exit(130)))
await ensureInstalled()
await ensureBuilt()

/** @type {import('./faults/try-combination.js').Result[]} */
const results = []
/**
 * By what the telling screens said: what the others said wrong then.
 * @type {Map<string, import('./faults/try-combination.js').Found[]>}
 */
const seen = new Map()
let neverAsked = 0
try {
  const opening = Array.from({ length: Number(values.lanes) }, open)
  const first = await /** @type {Promise<Lane>} */ (opening[0])
  const addresses = everyAddress(first.names)
  const { truth, calls } = await learnTruth(first, addresses, values)
  const all = values.short
    ? values.seed.split(',').flatMap(seed => shortForm(calls, addresses, Number(seed)))
    : everyCombination(calls).map(combination => ({ combination, addresses }))
  const queue = all.filter(({ combination }) => wordsFor(combination).includes(values.only))
  say(
    `  ${calls.length} calls, ${addresses.length} screens and files, ${queue.length} combinations, seed ${values.seed}`,
  )
  const work = async (/** @type {Promise<Lane>} */ opened) => {
    const lane = await opened
    for (let next = queue.shift(); next; next = queue.shift()) await tryOne(lane, truth, next)
  }
  await Promise.all(opening.map(work))
  if (results.length > 0) say(reportOf(results))
  const bad = results.filter(({ found }) => found.length > 0).length
  const looks = results.reduce((sum, { screens }) => sum + screens, 0)
  say(`  ${results.length} combinations, ${looks} screens looked at, ${neverAsked} faults that nobody met`)
  say(`  ${bad} misleading`)
  say(`${results.length - bad} passed, ${bad} failed`)
  process.exitCode = bad > 0 ? 1 : 0
} finally {
  await close()
}
process.exit()

/**
 * @param {Lane} lane
 * @param {import('./faults/try-combination.js').Truth} truth
 * @param {{ combination: Combination, addresses: string[] }} hand
 */
async function tryOne(lane, truth, { combination, addresses }) {
  const struck = await strike(lane, combination, addresses)
  const telling = values.short ? [] : TELLING
  const { found, said } = await judgeScreens(lane, truth, combination, { addresses: telling, ...struck })
  const names = combination.calls.map(({ action }) => action)
  const print = [...names, combination.state, ...said].join('\n').replaceAll(AWS_ANSWER, '')
  let others = seen.get(print)
  let screens = telling.length
  if (values.short || !others) {
    const rest = addresses.filter(address => !telling.includes(address))
    others = (await judgeScreens(lane, truth, combination, { addresses: rest, ...struck })).found
    screens += rest.length
    seen.set(print, others)
  }
  found.push(...others)
  if (!(await hasHit(lane))) {
    neverAsked += 1
    return
  }
  results.push({ combination, found, screens })
  if (!values.show) return
  say(`  ${wordsFor(combination)}: ${found.length} misleading on ${screens} screens`)
  for (const { address, rule, sentence } of found) say(`    ${rule} at ${address}: ${sentence.slice(0, 300)}`)
}
