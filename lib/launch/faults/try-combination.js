import { blocksOf } from './blocks.js'
import { nameOf, settingsFor, truthAbout } from './combinations.js'
import { misdatedIn, misleadingIn } from './judge.js'

/**
 * @typedef {import('./blocks.js').Block} Block
 * @typedef {import('./combinations.js').Combination} Combination
 * @typedef {import('./lane.js').Lane} Lane
 * @typedef {Map<string, Block[]>} Truth what each address says when all was read
 * @typedef {{ address: string, rule: string, sentence: string }} Found
 * @typedef {{ combination: Combination, screens: number, found: Found[] }} Result
 */

/**
 * Twice while the server runs and once after a new start: what differs between these differs by itself.
 * @param {Lane} lane
 * @param {string[]} addresses
 * @returns {Promise<Truth>}
 */
export async function learnTruth(lane, addresses) {
  /** @type {Truth} */
  const truth = new Map(addresses.map(address => [address, []]))
  await lane.setFaults({})
  for (const state of ['running', 'running', 'cold']) {
    if (state === 'cold') await lane.startAgain()
    await lane.readAgain()
    for (const address of addresses) {
      const answer = await lane.look(address)
      if (answer.status >= 500) throw new Error(`${address} answers ${answer.status} although nothing fails.`)
      truth.get(address)?.push(...blocksOf(answer))
    }
  }
  return truth
}

/**
 * @param {Lane} lane
 * @param {Truth} truth
 * @param {Combination} combination
 * @param {string[]} addresses
 * @returns {Promise<Result | null>} Null: the call was not made, so nothing failed.
 */
export async function tryCombination(lane, truth, combination, addresses) {
  if (combination.state === 'running') {
    await lane.setFaults({})
    await lane.readAgain()
  }
  await lane.setFaults(settingsFor(combination))
  const failedAt = new Date().toISOString()
  if (combination.state === 'cold') await lane.startAgain()
  await lane.readAgain()
  if ((await hits(lane, combination)) === 0 && !isAskedByScreens(combination)) return null
  /** @type {Found[]} */
  const found = []
  for (const address of addresses) {
    const answer = await lane.look(address)
    for (const one of judgeAnswer(answer, truth.get(address) ?? [], combination, failedAt))
      found.push({ address, ...one })
  }
  return (await hits(lane, combination)) > 0 ? { combination, screens: addresses.length, found } : null
}

/** Simulations and histories are asked for by the screen that shows them, not by the reading. */
const isAskedByScreens = (/** @type {Combination} */ { call }) => /^(List|Get|Simulate|Describe)/.test(call.action) && call.service !== 'sts'

/** @param {Lane} lane @param {Combination} combination */
async function hits(lane, { call }) {
  return (await lane.calls()).find(one => nameOf(one) === nameOf(call))?.hits ?? 0
}

/**
 * @param {{ status: number, type: string, text: string }} answer
 * @param {Block[]} truth
 * @param {Combination} combination
 * @param {string} failedAt
 */
function judgeAnswer(answer, truth, combination, failedAt) {
  const { claims, evidence } = truthAbout(combination)
  const shown = blocksOf(answer)
  return [
    ...misleadingIn(shown, truth, { claims }),
    ...misdatedIn(answer, { failedAt, evidence, shown, truth }),
  ]
}
