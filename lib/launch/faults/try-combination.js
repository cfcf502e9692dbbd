import { blocksOf } from './blocks.js'
import { nameOf, settingsFor, truthAbout } from './combinations.js'
import { misdatedIn, misleadingIn, unexpectedIn } from './judge-screens.js'

/**
 * @typedef {import('./combinations.js').AwsCall} AwsCall
 * @typedef {import('./combinations.js').Combination} Combination
 * @typedef {import('./lane.js').Lane} Lane
 * @typedef {Map<string, import('./blocks.js').Block[][]>} Truth what each address says when all was read
 * @typedef {{ address: string, rule: string, sentence: string }} Found
 * @typedef {{ combination: Combination, found: Found[], screens: number }} Result `screens`: looked at
 */

const WELCOME = '/welcome'
const FINDINGS = '/a/home/findings'
/** They show every part of a reading: where these say the same of another fault, the others do. */
export const TELLING = [
  '/settings',
  '/a/home/targets',
  '/a/home/principals',
  '/a/home/findings',
  '/a/home/reach?view=targets',
]
/** What was done here is read from our own records, now. */
const OWN_RECORDS = /\/activity(\/export)?(\?|$)/

/**
 * While the server runs, once more, and after a new start: what differs between these differs by itself.
 * @param {Lane} lane
 * @param {string[]} addresses
 * @param {{ short: boolean }} options
 * @returns {Promise<{ truth: Truth, calls: AwsCall[] }>} `calls`: all that the product makes
 */
export async function learnTruth(lane, addresses, { short }) {
  /** @type {Truth} */
  const truth = new Map(addresses.map(address => [address, []]))
  const lookAtAll = async () => {
    for (const address of addresses) {
      const answer = await lane.look(address)
      if (answer.status >= 500) throw new Error(`${address} answers ${answer.status} although nothing fails.`)
      truth.get(address)?.push(blocksOf(answer))
    }
  }
  await lane.readWhole()
  if (!short) await lookAtAll()
  await lane.setFaults({})
  await lane.readWhole()
  await lookAtAll()
  const again = new Set((await lane.calls()).map(nameOf))
  await lane.setFaults({})
  await lane.startAgain()
  await lane.readWhole()
  await lookAtAll()
  const calls = (await lane.calls()).map(call => ({ ...call, kept: !again.has(nameOf(call)) }))
  // Where every page leads while AWS accepts nobody.
  await lane.setFaults({ rules: [{ kind: 'expiredCredentials' }] })
  await lane.startAgain()
  truth.get(WELCOME)?.push(blocksOf(await lane.look(WELCOME)))
  await lane.setFaults({})
  await lane.startAgain()
  return { truth, calls }
}

/**
 * What this server wrote down, as it is before the fault: that the last one was taken for a change is history now, and no lie.
 * @param {Lane} lane
 * @param {string[]} addresses
 * @returns {Promise<Truth>}
 */
async function ownRecords(lane, addresses) {
  await lane.setFaults({})
  /** @type {Truth} */
  const records = new Map([[FINDINGS, [blocksOf(await lane.readAgain())]]])
  for (const address of addresses.filter(one => one.startsWith('/activity')))
    records.set(address, [blocksOf(await lane.look(address))])
  return records
}

/**
 * @param {Lane} lane
 * @param {Combination} combination
 * @param {string[]} addresses
 * @returns {Promise<{ failedAt: string, records: Truth }>} when it began to fail, and what was written down before
 */
export async function strike(lane, combination, addresses) {
  const records = await ownRecords(lane, addresses)
  await lane.setFaults(settingsFor(combination))
  const failedAt = new Date().toISOString()
  if (combination.state === 'cold') await lane.startAgain()
  await lane.readAgain()
  return { failedAt, records }
}

/** Whether what was to fail was asked for at all. @param {Lane} lane */
export async function hasHit(lane) {
  return (await lane.calls()).some(({ hits }) => hits > 0)
}

/**
 * @param {Lane} lane
 * @param {Truth} truth
 * @param {Combination} combination
 * @param {{ addresses: string[], failedAt: string, records: Truth }} look
 */
export async function judgeScreens(lane, truth, combination, { addresses, failedAt, records }) {
  const { evidence, ofRegion, ...about } = truthAbout(combination)
  /** @type {Found[]} */
  const found = []
  /** @type {string[]} */
  const said = []
  // Who waits for a slow answer waits beside the others.
  const waiting = combination.fault === 'slow' ? addresses.map(address => lane.look(address)) : []
  for (const [at, address] of addresses.entries()) {
    const answer = await (waiting[at] ?? lane.look(address))
    const learnt = truth.get(answer.path === WELCOME ? WELCOME : address) ?? []
    const own = records.get(address) ?? []
    const known = own.length > 0 && address !== FINDINGS ? own : [...learnt, ...own]
    const shown = blocksOf(answer)
    const written = OWN_RECORDS.test(address) ? [] : evidence
    const dated = { failedAt, evidence: written, ofRegion, shown, truth: known }
    const wrong = [...unexpectedIn(shown), ...misleadingIn(shown, known, about), ...misdatedIn(answer, dated)]
    found.push(...wrong.map(one => ({ address, ...one })))
    said.push(...shown.map(({ pieces }) => pieces.join(' ')))
  }
  return { found, said }
}
