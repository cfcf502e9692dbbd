// npm run chaos: two dashboards on one PostgreSQL and one simulated account, struck in the middle of every kind of change.

import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './build.js'
import { pairsOfGrants, tokensAtOnce } from './chaos/crowds.js'
import { DEATHS } from './chaos/deaths.js'
import { entriesOf, judge } from './chaos/judge-ends.js'
import { KINDS } from './chaos/kinds.js'
import { openStage } from './chaos/stage.js'
import { checkNode } from './check-node.js'
import { ensureInstalled } from './install.js'
import { say } from './say.js'
import { whenToldToStop } from './when-told-to-stop.js'

/** How long a call to AWS is held while the blow falls. */
const HELD_MS = 1_200

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string' },
    show: { type: 'boolean', default: false },
  },
})
checkNode()
/** @type {import('./chaos/stage.js').Stage | undefined} */
let open
whenToldToStop(() => void Promise.resolve(open?.close()).finally(() => process.exit(130)))
await ensureInstalled()
await ensureBuilt()

/** @typedef {{ kind: string, death: string, call: number, when: 'before' | 'after' | 'from the start' }} Blow */

const stage = await openStage()
open = stage
/** @type {{ blow: Blow, judgement: import('./chaos/judge-ends.js').Judgement }[]} */
const results = []
let n = 0
try {
  for (const batch of batches(values.short)) {
    const wanted = batch.filter(blow => !values.only || `${blow.kind} ${blow.death}`.includes(values.only))
    if (wanted.length > 0) results.push(...(await runBatch(wanted)))
  }
  tell(results)
  const crowds =
    values.only && values.only !== 'crowds'
      ? []
      : [
          await pairsOfGrants(stage, values.short ? 10 : 100),
          await tokensAtOnce(stage, values.short ? 60 : 500),
        ]
  for (const { words } of crowds) say(`  ${words}`)
  const lost = results.filter(({ judgement }) => judgement.fate === 'lost').length
  const bad = lost + crowds.filter(({ ok }) => !ok).length
  const all = results.length + crowds.length
  say(`${all - bad} passed, ${bad} failed`)
  process.exitCode = bad > 0 ? 1 : 0
} finally {
  await stage.close()
}
process.exit()

/**
 * Every kind of change at every one of its calls, before AWS acts and after it, by every death. Changes of one batch touch
 * different things, so that they are judged together: what was interrupted is looked at only when no call can land any more.
 * @param {boolean} short
 * @returns {Blow[][]}
 */
function batches(short) {
  const calls = {
    'grant, new policy': 3,
    'grant, inline': 2,
    'grant, policy that exists': 2,
    removal: 1,
    'several fixes': 2,
    switch: 1,
    undo: 3,
  }
  /** @type {Map<string, Blow[]>} */
  const byKind = new Map(Object.keys(KINDS).map(kind => [kind, []]))
  for (const [kind, blows] of byKind)
    for (const death of Object.keys(DEATHS))
      for (let call = 0; call < calls[/** @type {keyof typeof calls} */ (kind)]; call++)
        for (const when of /** @type {const} */ (['before', 'after'])) blows.push({ kind, death, call, when })
  for (const [kind, blows] of byKind)
    for (const [death, { records }] of Object.entries(DEATHS))
      if (records) blows.push({ kind, death, call: 0, when: 'from the start' })
  const all = [...byKind.values()]
    .flat()
    .filter(({ death }) => death !== 'disk full' || stage.disk.canBeFilled)
  const gentle = all.filter(({ death }) => !DEATHS[death]?.records)
  const hard = all.filter(({ death }) => DEATHS[death]?.records)
  return short ? [pick(gentle, 18), pick(hard, 9)] : [...inBatches(gentle), ...inBatches(hard)]
}

/**
 * Some of them, spread over all; of what touches the same thing only one.
 * @param {Blow[]} blows
 * @param {number} count
 */
function pick(blows, count) {
  const spread = Array.from(
    { length: count },
    (_, at) => /** @type {Blow} */ (blows[Math.floor((at * blows.length) / count)]),
  )
  return spread.filter(
    ({ kind }, at) => mostOf(kind) > 1 || spread.findIndex(other => other.kind === kind) === at,
  )
}

/**
 * How many of a kind may be struck before they are judged: there is one switch, and one set of findings.
 * @param {string} kind
 */
function mostOf(kind) {
  return kind === 'switch' || kind === 'several fixes' ? 1 : 2
}

/**
 * Two of a kind in each batch, one where they would touch the same thing.
 * @param {Blow[]} blows
 */
function inBatches(blows) {
  /** @type {Blow[][]} */
  const made = []
  for (const blow of blows) {
    const place = made.find(
      batch => batch.filter(({ kind }) => kind === blow.kind).length < mostOf(blow.kind),
    )
    if (place) place.push(blow)
    else made.push([blow])
  }
  return made
}

/** @param {Blow[]} batch */
async function runBatch(batch) {
  /** @type {{ blow: Blow, struck: import('./chaos/judge-ends.js').Struck }[]} */
  const done = []
  /** @type {typeof results} */
  const judged = []
  for (const blow of batch) {
    n += 1
    try {
      done.push({ blow, struck: await strike(blow, n) })
    } catch (error) {
      const why = `it could not be tried: ${/** @type {Error} */ (error).message}`
      judged.push({ blow, judgement: { fate: 'lost', why, undone: false } })
    }
  }
  const hard = batch.some(({ death }) => DEATHS[death]?.records)
  if (hard) for (const server of stage.servers) await restart(server)
  await settled(
    done.map(({ struck }) => struck.tag),
    hard ? 75_000 : 40_000,
  )
  const [{ visitor }] = stage.servers
  for (const [at, { blow, struck }] of done.entries()) {
    const judgement = await judge(stage, visitor, struck, at % 2 === 0).catch(error => {
      return /** @type {const} */ ({ fate: 'lost', why: error.message, undone: false })
    })
    judged.push({ blow, judgement })
  }
  for (const { blow, judgement } of judged)
    if (judgement.fate === 'lost' || values.show) {
      const { kind, death, call, when } = blow
      say(`  ${kind} · ${death} · call ${call + 1}, ${when}: ${judgement.fate}, ${judgement.why}`)
    }
  say(`  ${results.length + judged.length} struck`)
  return judged
}

/** @param {import('./chaos/stage.js').Server} server */
async function restart(server) {
  await server.end('closed stdin')
  await server.again()
}

/**
 * Begins one change, and strikes while its call to AWS is held.
 * @param {Blow} blow
 * @param {number} number
 * @returns {Promise<import('./chaos/judge-ends.js').Struck>}
 */
async function strike({ kind, death, call, when }, number) {
  const victim = stage.servers[number % stage.servers.length]
  const make = KINDS[kind]
  const { strike: hit, heal } = DEATHS[death] ?? {}
  if (!victim || !make || !hit || !heal) throw new Error(`There is no ${kind} or no ${death}.`)
  const tag = `chaos ${number}: ${kind}, ${death}, call ${call + 1} ${when}`
  const attempt = await make(victim.visitor, await stage.account(), number)
  const before = attempt.touched(await stage.account())
  const { action, path, fields } = attempt.order
  const send = () => victim.visitor.send(action, path, [...fields, ['reason', tag]])
  if (when === 'from the start') {
    await hit(stage, victim)
    const answer = await send()
    await heal(stage, victim)
    return { tag, attempt, before, answer }
  }
  const write = attempt.writes[Math.min(call, attempt.writes.length - 1)]
  const skip = attempt.writes.slice(0, call).filter(one => one === write).length
  const fault = { kind: when === 'before' ? 'slow' : 'slowAfter', action: write, times: 1, delayMs: HELD_MS }
  await stage.faults([skip > 0 ? { ...fault, skip } : fault])
  const answering = send()
  await Promise.race([held(), answering])
  await hit(stage, victim)
  const answer = await answering
  await heal(stage, victim)
  await stage.faults([])
  return { tag, attempt, before, answer }
}

/** The call has come to AWS, and is waiting there. */
async function held() {
  while ((await stage.faultsLeft()).length > 0) await wait(20)
}

/**
 * Until the servers have closed all that turns out finished or never begun; what stays is half done.
 * @param {string[]} tags
 * @param {number} patienceMs
 */
async function settled(tags, patienceMs) {
  const [{ visitor }] = stage.servers
  for (const until = Date.now() + patienceMs; Date.now() < until; await wait(1_000)) {
    const entries = (await Promise.all(tags.map(tag => entriesOf(visitor, tag)))).flat()
    if (entries.every(({ outcome }) => outcome !== null)) return
  }
}

/** @param {typeof results} all */
function tell(all) {
  const fates = ['consistent', 'finished', 'takenBack', 'lost']
  const row = (/** @type {string} */ name, /** @type {typeof results} */ some) => {
    const counts = fates.map(fate => some.filter(({ judgement }) => judgement.fate === fate).length)
    say(`  ${name.padEnd(28)}${[some.length, ...counts].map(count => String(count).padStart(11)).join('')}`)
  }
  say(
    `\n  ${''.padEnd(28)}${['struck', 'consistent', 'finished', 'taken back', 'lost'].map(word => word.padStart(11)).join('')}`,
  )
  for (const kind of Object.keys(KINDS))
    row(
      kind,
      all.filter(({ blow }) => blow.kind === kind),
    )
  for (const death of Object.keys(DEATHS))
    row(
      death,
      all.filter(({ blow }) => blow.death === death),
    )
  row('all', all)
  const undone = all.filter(({ judgement }) => judgement.undone).length
  say(`  ${undone} of them were undone afterwards, and AWS was as before.\n`)
}
