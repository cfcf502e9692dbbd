import { blocksOf } from './blocks.js'
import { nameOf, settingsFor, truthAbout } from './combinations.js'
import { misdatedIn, misleadingIn } from './judge.js'

/**
 * @typedef {import('./blocks.js').Block} Block
 * @typedef {import('./combinations.js').Combination} Combination
 * @typedef {import('./lane.js').Lane} Lane
 * @typedef {Map<string, Block[][]>} Truth what each address says when all was read
 * @typedef {{ address: string, rule: string, sentence: string }} Found
 * @typedef {{ combination: Combination, screens: number, found: Found[] }} Result
 */

const WELCOME = '/welcome'

/**
 * Twice while the server runs and once after a new start: what differs between these differs by itself.
 * @param {Lane} lane
 * @param {string[]} addresses
 * @returns {Promise<{ truth: Truth, calls: import('./combinations.js').AwsCall[] }>} `calls`: all that the product makes
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
      truth.get(address)?.push(blocksOf(answer))
    }
  }
  const calls = (await lane.calls()).map(({ service, action }) => ({ service, action }))
  // Where every page leads while AWS accepts nobody.
  await lane.setFaults({ rules: [{ kind: 'expiredCredentials' }] })
  await lane.startAgain()
  truth.get(WELCOME)?.push(blocksOf(await lane.look(WELCOME)))
  await lane.setFaults({})
  return { truth, calls }
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
    const known = answer.path === WELCOME ? WELCOME : address
    for (const one of judgeAnswer(address, answer, truth.get(known) ?? [], combination, failedAt))
      found.push({ address, ...one })
  }
  return (await hits(lane, combination)) > 0 ? { combination, screens: addresses.length, found } : null
}

/** What was done here is read from our own records, now. */
const OWN_RECORDS = /\/activity(\/export)?(\?|$)/

/** Simulations and histories are asked for by the screen that shows them, not by the reading. */
const isAskedByScreens = (/** @type {Combination} */ { call }) =>
  /^(List|Get|Simulate|Describe)/.test(call.action) && call.service !== 'sts'

/** @param {Lane} lane @param {Combination} combination */
async function hits(lane, { call }) {
  return (await lane.calls()).find(one => nameOf(one) === nameOf(call))?.hits ?? 0
}

/**
 * @param {string} address
 * @param {{ status: number, type: string, text: string }} answer
 * @param {Block[][]} truth
 * @param {Combination} combination
 * @param {string} failedAt
 */
function judgeAnswer(address, answer, truth, combination, failedAt) {
  const { evidence, ...about } = truthAbout(combination)
  const shown = blocksOf(answer)
  return [
    ...misleadingIn(shown, truth, about),
    ...misdatedIn(answer, { failedAt, evidence: OWN_RECORDS.test(address) ? null : evidence, shown, truth }),
  ]
}
