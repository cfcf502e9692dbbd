import type { Bundle, Question, Work } from './dialect'
import { common, hasFact, lacking, linesOf, ofKind, rightGroups, without } from './fact-sets'
import { factLine, type UserFact } from './user-fact'

export const afterWork = (have: readonly UserFact[], { adds, removes }: Work): UserFact[] => [
  ...without(without(have, removes), adds),
  ...adds,
]

export const afterWorks = (have: readonly UserFact[], works: readonly Work[]): UserFact[] =>
  works.reduce(afterWork, [...have])

/** Where every statement is a step of its own: what one statement can say. */
function inStatements(facts: readonly UserFact[]): UserFact[][] {
  const rights = rightGroups(ofKind(facts, 'right')).map(({ privileges, on, grantable }) =>
    privileges.map((privilege): UserFact => ({ kind: 'right', privilege, on, grantable })),
  )
  const others = facts.filter(({ kind }) => kind !== 'right').map(fact => [fact])
  return [...rights, ...others]
}

const titleOf = (facts: readonly UserFact[], verb: string) => `${verb}: ${facts.map(factLine).join(', ')}`

/** NOINHERIT: what a role lends is in force only after SET ROLE. */
const asHeld = (facts: readonly UserFact[], have: readonly UserFact[]): UserFact[] => {
  const inForce = !hasFact(have, { kind: 'attribute', name: 'NOINHERIT' })
  return facts.map(fact => (fact.kind === 'member' ? { ...fact, inForce } : fact))
}

type Ground = Pick<Question, 'dialect' | 'user' | 'state'>

/** What of a bundle is not there yet, with the way back to exactly what was. */
export function giveWorks(
  { dialect, user, state }: Ground,
  have: readonly UserFact[],
  bundle: Bundle,
): Work[] {
  const lines = linesOf(have)
  const fresh = asHeld(lacking(bundle.facts, have), have).filter(fact => !dialect.covers(lines, fact))
  if (fresh.length === 0) return []
  const pieces = dialect.inOneTransaction ? [fresh] : inStatements(fresh)
  let now = [...have]
  return pieces.map(given => {
    const overlapped = dialect.overlapped(given, now)
    const after = dialect.settle([...now, ...given], state)
    const work: Work = {
      title: pieces.length === 1 ? bundle.title : titleOf(given, bundle.title),
      database: bundle.database,
      statements: dialect.give(given, user, now),
      undo: [
        ...dialect.take(given, user, after).reverse(),
        ...dialect.give(overlapped, user, without(now, overlapped)),
      ],
      undoNote: null,
      adds: without(after, now),
      removes: without(now, after),
      alone: false,
    }
    now = after
    return work
  })
}

/** Out of force before it is taken, and the other way round on the way back. */
export function takeWorks({ dialect, user }: Ground, have: readonly UserFact[], bundle: Bundle): Work[] {
  const held = common(bundle.facts, have)
  if (held.length === 0) return []
  const defaults = ofKind(held, 'defaultRole')
  const pieces = dialect.inOneTransaction
    ? [held]
    : [...(defaults.length > 0 ? [defaults] : []), ...inStatements(without(held, defaults))]
  let now = [...have]
  return pieces.map(removes => {
    const after = without(now, removes)
    const work: Work = {
      title: pieces.length === 1 ? bundle.title : titleOf(removes, bundle.title),
      database: bundle.database,
      statements: dialect.take(removes, user, now),
      undo: dialect.give(removes, user, after),
      undoNote: null,
      adds: [],
      removes,
      alone: false,
    }
    now = after
    return work
  })
}
