// npm run faults: every call to AWS fails in every way, after a start and while the server runs; every screen and file is then
// held against what it says when nothing fails. `--short`: some of each. `--only "words"`: the combinations named so.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './build.js'
import { checkNode } from './check-node.js'
import { everyCombination, nameOf } from './faults/combinations.js'
import { openLane } from './faults/lane.js'
import { everyAddress } from './faults/screens.js'
import { learnTruth, tryCombination } from './faults/try-combination.js'
import { ensureInstalled } from './install.js'
import { say } from './say.js'
import { whenToldToStop } from './when-told-to-stop.js'

/** @typedef {import('./faults/combinations.js').Combination} Combination */

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    lanes: { type: 'string', default: '3' },
    state: { type: 'string' },
    report: { type: 'string' },
  },
})
checkNode()
/** @type {import('./faults/lane.js').Lane[]} */
const lanes = []
const close = () => Promise.all(lanes.map(lane => lane.close()))
whenToldToStop(() => void close().finally(() => process.exit(130)))
await ensureInstalled()
await ensureBuilt()

const states = /** @type {import('./faults/combinations.js').State[]} */ (
  values.state ? [values.state] : ['running', 'cold']
)
const words = (/** @type {Combination} */ { call, fault, state }) => `${nameOf(call)} · ${fault} · ${state}`
/** @type {import('./faults/try-combination.js').Result[]} */
const results = []
try {
  const first = await openLane()
  lanes.push(first)
  const addresses = everyAddress(first.names)
  const { truth, calls } = await learnTruth(first, addresses)
  const wanted = everyCombination(calls, states).filter(one => new RegExp(values.only).test(words(one)))
  say(
    `  ${calls.length} calls, ${addresses.length} screens and files, ${wanted.length} combinations: ${calls.map(nameOf).join(', ')}`,
  )
  const others = Array.from({ length: Number(values.lanes) - 1 }, async () => {
    const lane = await openLane()
    lanes.push(lane)
    return { lane, truth: (await learnTruth(lane, addresses)).truth }
  })
  const queue = [...wanted]
  const work = async (
    /** @type {import('./faults/lane.js').Lane} */ lane,
    /** @type {import('./faults/try-combination.js').Truth} */ known,
  ) => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const started = Date.now()
      const result = await tryCombination(lane, known, next, addresses)
      if (result) results.push(result)
      say(
        `  ${words(next)}: ${result ? `${result.found.length} misleading` : 'never asked'}, ${Date.now() - started} ms`,
      )
      if (values.report) writeFileSync(values.report, report())
    }
  }
  await Promise.all([
    work(first, truth),
    ...others.map(async one => {
      const { lane, truth: known } = await one
      await work(lane, known)
    }),
  ])
  say(report())
} finally {
  await close()
}
process.exit()

/** Each sentence once, with where it was seen. */
function report() {
  /** @type {Map<string, { sentence: string, rule: string, addresses: Set<string>, combinations: Set<string> }>} */
  const all = new Map()
  for (const { combination, found } of results)
    for (const { rule, sentence, address } of found) {
      const key = `${rule} ${sentence}`
      const one = all.get(key) ?? { sentence, rule, addresses: new Set(), combinations: new Set() }
      one.addresses.add(address.replace(/\?.*/, ''))
      one.combinations.add(words(combination))
      all.set(key, one)
    }
  const lines = [...all.values()]
    .toSorted((a, b) => b.combinations.size - a.combinations.size)
    .map(({ rule, sentence, addresses, combinations }) => {
      const some = [...combinations].slice(0, 3).join('; ')
      return `${rule}  ${sentence.slice(0, 300)}\n      at ${[...addresses].slice(0, 4).join(' ')}\n      under ${combinations.size}: ${some}`
    })
  const bad = results.filter(({ found }) => found.length > 0).length
  return `${lines.join('\n')}\n${results.length} combinations, ${bad} misleading, ${all.size} sentences`
}
