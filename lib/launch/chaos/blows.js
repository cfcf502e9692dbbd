import { CUT, DEATHS } from './deaths.js'
import { KINDS } from './kinds.js'
import { USER_KINDS } from './user-kinds.js'

/**
 * What is struck, where, and by what. `call` counts the calls to AWS, or the statements, that change something.
 * @typedef {{ kind: string, death: string, call: number, when: 'before' | 'after' | 'from the start' }} Blow
 * @typedef {[call: number, when: 'before' | 'after']} Point
 */

/** @type {Record<string, import('./kinds.js').Make>} */
export const ALL_KINDS = { ...KINDS, ...USER_KINDS }

/** @param {number} calls @returns {Point[]} */
const around = calls =>
  Array.from(
    { length: calls },
    (_, call) =>
      /** @type {Point[]} */ ([
        [call, 'before'],
        [call, 'after'],
      ]),
  ).flat()

/** In a transaction every place before COMMIT is the same to the server; what is left open is not. @type {Record<string, Point[]>} */
const POINTS = {
  'grant, new policy': around(3),
  'grant, inline': around(2),
  'grant, policy that exists': around(2),
  removal: around(1),
  'several fixes': around(2),
  switch: around(1),
  undo: around(3),
  'create user': [
    [0, 'before'],
    [1, 'after'],
    [3, 'after'],
    [4, 'before'],
    [4, 'after'],
  ],
  'remove user': [
    [0, 'before'],
    [0, 'after'],
    [1, 'before'],
    [4, 'after'],
    [5, 'before'],
    [5, 'after'],
  ],
  'create user on MariaDB': around(3),
}

/** Of changes inside a database the short form takes what is sharpest: done and not recorded, or between two that stand alone. @type {Blow[]} */
const SHARPEST = [
  { kind: 'create user', death: 'kill -9', call: 4, when: 'after' },
  { kind: 'create user', death: CUT, call: 4, when: 'after' },
  { kind: 'remove user', death: 'kill -9', call: 1, when: 'before' },
  { kind: 'create user on MariaDB', death: 'kill -9', call: 1, when: 'before' },
  { kind: 'create user on MariaDB', death: CUT, call: 1, when: 'after' },
  { kind: 'remove user', death: 'PostgreSQL killed', call: 5, when: 'before' },
  { kind: 'create user on MariaDB', death: 'records read-only', call: 1, when: 'after' },
]

/** What a change inside a database dies of: its server, the records, or its own connection. */
const INSIDE = ['kill -9', 'SIGTERM', CUT, 'PostgreSQL killed', 'records read-only']

const isInside = (/** @type {string} */ kind) => kind in USER_KINDS

/**
 * Every kind of change at every one of its calls, before they act and after it, by every death.
 * @param {{ canBeFilled: boolean, hasMariadb: boolean }} machine
 * @returns {Blow[]}
 */
function allBlows({ canBeFilled, hasMariadb }) {
  const kinds = Object.keys(ALL_KINDS).filter(kind => hasMariadb || !kind.endsWith('MariaDB'))
  return kinds.flatMap(kind => {
    const deaths = Object.keys(DEATHS).filter(
      death =>
        (isInside(kind) ? INSIDE.includes(death) : death !== CUT) && (death !== 'disk full' || canBeFilled),
    )
    const points = POINTS[kind] ?? []
    const blows = deaths.flatMap(death => points.map(([call, when]) => ({ kind, death, call, when })))
    const fromTheStart = deaths
      .filter(death => DEATHS[death]?.records)
      .map(death => /** @type {Blow} */ ({ kind, death, call: 0, when: 'from the start' }))
    return [...blows, ...fromTheStart]
  })
}

/**
 * How many there would be more of, had this machine a MariaDB.
 * @param {Parameters<typeof batches>[0]} question
 */
export const missedOn = question =>
  batches({ ...question, hasMariadb: true }).flat().length - batches(question).flat().length

/**
 * Changes of one batch touch different things, so that they are judged together: what was interrupted is looked at only when
 * no call can land any more. The short form takes some of them.
 * @param {{ short: boolean, canBeFilled: boolean, hasMariadb: boolean, only: string | undefined }} question
 * @returns {Blow[][]}
 */
export function batches({ short, only, ...machine }) {
  const all = allBlows(machine)
  const isHard = (/** @type {Blow} */ { death }) => DEATHS[death]?.records === true
  const meant = (/** @type {Blow} */ { kind, death }) => !only || `${kind} ${death}`.includes(only)
  const ofAws = all.filter(({ kind }) => !isInside(kind))
  const sharpest = SHARPEST.filter(({ kind }) => all.some(one => one.kind === kind))
  const parts = [false, true].map(hard => (/** @type {Blow} */ blow) => isHard(blow) === hard)
  const made = short
    ? parts.map((part, at) => [...pick(ofAws.filter(part), at === 0 ? 18 : 9), ...sharpest.filter(part)])
    : parts.flatMap(part => inBatches(all.filter(part).filter(meant)))
  return made.map(batch => batch.filter(meant)).filter(batch => batch.length > 0)
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
 * How many of a kind may be struck before they are judged: there is one switch, and one set of findings; roles are many, and
 * every user is another.
 * @param {string} kind
 */
function mostOf(kind) {
  if (kind === 'switch' || kind === 'several fixes') return 1
  return isInside(kind) ? 8 : 2
}

/**
 * As many of a kind in each batch as do not touch the same thing.
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
