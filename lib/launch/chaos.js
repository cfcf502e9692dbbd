// npm run chaos: two dashboards on one PostgreSQL and one simulated account, struck in the middle of every kind of change.

import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { findMariadb } from '../simulator/databases/mariadb/find-mariadb.js'
import { ensureBuilt } from './build.js'
import { ALL_KINDS, batches, missedOn } from './chaos/blows.js'
import { pairsOfGrants, tokensAtOnce } from './chaos/crowds.js'
import { CUT, DEATHS } from './chaos/deaths.js'
import { entriesOf, judge } from './chaos/judge-ends.js'
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

/** @typedef {import('./chaos/blows.js').Blow} Blow */

const stage = await openStage()
open = stage
/** @type {{ blow: Blow, judgement: import('./chaos/judge-ends.js').Judgement }[]} */
const results = []
let n = 0
try {
  const { short, only } = values
  const question = {
    short,
    only,
    canBeFilled: stage.disk.canBeFilled,
    hasMariadb: findMariadb() !== null,
  }
  for (const batch of batches(question)) results.push(...(await runBatch(batch)))
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
  const missed = missedOn(question)
  if (missed > 0)
    say(`  ${missed} strikes at changes inside a MariaDB were not tried: there is none on this machine.`)
  say(`${all - bad} passed, ${bad} failed${missed > 0 ? `, ${missed} not run` : ''}`)
  process.exitCode = bad > 0 ? 1 : 0
} finally {
  await stage.close()
}
process.exit()

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
  const make = ALL_KINDS[kind]
  const { strike: hit, heal } = DEATHS[death] ?? {}
  if (!victim || !make || !hit || !heal) throw new Error(`There is no ${kind} or no ${death}.`)
  const tag = `chaos ${number}: ${kind}, ${death}, call ${call + 1} ${when}`
  const attempt = await make(victim.visitor, await stage.account(), number, stage.inside)
  const before = await attempt.touched(await stage.account())
  const { action, path, fields } = attempt.order
  const send = () => victim.visitor.send(action, path, [...fields, ['reason', tag]])
  if (when === 'from the start') {
    await hit(stage, victim)
    const answer = await send()
    await heal(stage, victim)
    return { tag, attempt, before, answer }
  }
  await holdAt(attempt, { call, when }, death)
  const answering = send()
  await Promise.race([held(), answering])
  await hit(stage, victim)
  const answer = await answering
  await heal(stage, victim)
  await stage.faults([])
  return { tag, attempt, before, answer }
}

/**
 * @param {import('./chaos/kinds.js').Attempt} attempt
 * @param {{ call: number, when: 'before' | 'after' }} point
 * @param {string} death
 */
async function holdAt({ writes, statementsOf: target }, { call, when }, death) {
  const at = Math.min(call, writes.length - 1)
  const write = writes[at]
  if (target) {
    const follows = write === 'commit' ? { follows: writes[at - 1] } : {}
    const how = death === CUT ? { cuts: true } : { delayMs: HELD_MS }
    return stage.faults([], [{ target, statement: write, ...follows, when, ...how }])
  }
  const skip = writes.slice(0, at).filter(one => one === write).length
  const fault = { kind: when === 'before' ? 'slow' : 'slowAfter', action: write, times: 1, delayMs: HELD_MS }
  await stage.faults([skip > 0 ? { ...fault, skip } : fault])
}

/** The call has come to AWS, or the statement to its server, and is waiting there. */
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
  for (const kind of Object.keys(ALL_KINDS))
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
