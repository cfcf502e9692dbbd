import { setTimeout as wait } from 'node:timers/promises'
import { done, reversalOrder } from './kinds.js'

/**
 * What became of one change that was struck, once everything is up again.
 * `consistent`: AWS, journal and Activity agree by themselves. `finished`, `takenBack`: it was offered and that worked.
 * `lost`: AWS changed, and nobody is told or can mend it.
 * @typedef {'consistent' | 'finished' | 'takenBack' | 'lost'} Fate
 * @typedef {{ fate: Fate, why: string, undone: boolean }} Judgement
 * @typedef {{ tag: string, attempt: import('./kinds.js').Attempt, before: string, answer: import('./visitor.js').Answer }} Struck
 */

/**
 * @param {import('./visitor.js').Visitor} visitor
 * @param {string} tag
 * @returns {Promise<{ intention: any, outcome: any }[]>} newest first
 */
export async function entriesOf(visitor, tag) {
  const { text } = await visitor.page('/activity/export?format=json&days=all')
  const { entries } = JSON.parse(text)
  const intentions = entries.filter(
    (/** @type {any} */ one) => one.reason === tag && one.outcome === 'intended',
  )
  return intentions.map((/** @type {any} */ intention) => ({
    intention,
    outcome: entries.find((/** @type {any} */ one) => one.intention === intention.id) ?? null,
  }))
}

/**
 * @param {import('./stage.js').Stage} stage
 * @param {import('./visitor.js').Visitor} visitor
 * @param {Struck} struck
 * @param {boolean} finish what to do with one that is half done
 * @returns {Promise<Judgement>}
 */
export async function judge(stage, visitor, struck, finish) {
  const { attempt, before, answer, tag } = struck
  const untouched = async () => (await attempt.touched(await stage.account())) === before
  const entries = await entriesOf(visitor, tag)
  if (entries.length === 0) {
    if (!(await untouched())) return lost('AWS was changed and there is no entry')
    return answer.status === 'done'
      ? lost('said done, and there is no entry')
      : consistent('nothing was begun')
  }
  const open = entries.filter(({ outcome }) => outcome === null)
  for (const { intention } of open) await repair(visitor, intention.id, finish, tag)
  const ended = (await entriesOf(visitor, tag)).map(({ outcome }) => outcome)
  if (ended.includes(null)) return lost('it stays open after its repair')
  const standing = ended.filter(({ outcome }) => outcome !== 'failed' && outcome !== 'takenBack')
  const account = await stage.account()
  if (standing.length === 0 && !(await untouched()))
    return lost(`Activity says ${outcomesOf(ended)}, and AWS was changed`)
  // What is done in part says so, and is undone as what is done whole.
  const whole = standing.length > 0 && standing.every(({ outcome }) => outcome !== 'partial')
  if (standing.length > 0 && whole !== (await attempt.isDone(account)))
    return lost(`Activity says ${outcomesOf(ended)}, and AWS: ${await attempt.touched(account)}`)
  for (const { id } of standing)
    await done(visitor, await untilPlanned(() => reversalOrder(visitor, id, 'undo')), `${tag} undo`)
  if (!(await untouched())) return lost('undoing it did not restore what was')
  if (open.length > 0)
    return { fate: finish ? 'finished' : 'takenBack', why: 'half done', undone: standing.length > 0 }
  return {
    ...consistent(standing.length > 0 ? outcomesOf(standing) : 'nothing of it done'),
    undone: standing.length > 0,
  }
}

/** @param {{ outcome: string }[]} entries */
const outcomesOf = entries => entries.map(({ outcome }) => outcome).join(', ')

/** @param {string} why @returns {Judgement} */
const lost = why => ({ fate: 'lost', why, undone: false })

/** @param {string} why @returns {Judgement} */
const consistent = why => ({ fate: 'consistent', why, undone: false })

/**
 * @param {import('./visitor.js').Visitor} visitor
 * @param {number} entry
 * @param {boolean} finish
 * @param {string} tag
 */
async function repair(visitor, entry, finish, tag) {
  const way = finish ? 'finish' : 'take-back'
  await done(visitor, await reversalOrder(visitor, entry, way), `${tag} ${way}`)
}

/**
 * A target that RDS is still at work on is not switched: its plan says so until RDS has settled.
 * @template T
 * @param {() => Promise<T>} work
 */
async function untilPlanned(work) {
  for (let look = 0; ; look++) {
    try {
      return await work()
    } catch (error) {
      if (look > 40) throw error
      await wait(500)
    }
  }
}
