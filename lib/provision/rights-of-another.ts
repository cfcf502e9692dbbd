import type { PlanNote } from '@/lib/grants/grant-plan'
import type { Bundle, Wanted, WantedFor } from './dialect'
import { databaseOf, isGiven, isSignInRole } from './given'
import { missingSource } from './guards/missing'
import { mainDatabase } from './main-database'
import { actsAs } from './may-grant'
import { readFacts } from './read-fact'
import { factLine, type UserFact } from './user-fact'
import type { UserName } from './user-intent'

export const unheardOf = (of: UserName | null): Wanted => ({
  bundles: [],
  notes: [],
  guards: [missingSource(of)],
})

/** Whatever another user or role was given, but for its way in; what cannot be copied is said. */
export function ofAnother(
  { rights: { of }, state, target }: WantedFor,
  connectedTo: (database: string) => string,
): Wanted {
  if (!of || state.factsOfOther === null) return unheardOf(of)
  const facts = readFacts(state.factsOfOther)
  const copied = facts.filter(isGiven).filter(fact => fact.kind !== 'member' || !isSignInRole(fact.role))
  const isForeign = (fact: UserFact) => fact.kind === 'future' && !actsAs(state, fact.madeBy)
  const groups = new Map<string, UserFact[]>()
  for (const fact of copied.filter(each => !isForeign(each))) {
    const database = databaseOf(fact) ?? mainDatabase(target, state)
    const group = groups.get(database) ?? []
    group.push(fact)
    groups.set(database, group)
  }
  const bundles: Bundle[] = [...groups].map(([database, own]) => ({
    title: database ? `The rights of ${of.name} in ${database}` : `The rights of ${of.name}`,
    database: connectedTo(database),
    facts: own,
  }))
  const left = facts.filter(({ kind }) => ['owns', 'attribute', 'other'].includes(kind))
  const note = (lines: readonly UserFact[], why: string): PlanNote[] =>
    lines.length > 0 ? [{ tone: 'warn', text: `Not copied: ${lines.map(factLine).join('; ')}. ${why}` }] : []
  return {
    bundles,
    notes: [
      ...note(left, 'Only what was granted is.'),
      ...note(copied.filter(isForeign), `${state.administrator.name} does not act as their maker.`),
    ],
    guards: [],
  }
}
