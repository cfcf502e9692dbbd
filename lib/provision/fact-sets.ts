import { factLine, type MemberFact, type RightFact, type UserFact } from './user-fact'

export const hasFact = (facts: readonly UserFact[], wanted: UserFact): boolean =>
  facts.some(fact => factLine(fact) === factLine(wanted))

export const ofKind = <Kind extends UserFact['kind']>(
  facts: readonly UserFact[],
  kind: Kind,
): Extract<UserFact, { kind: Kind }>[] =>
  facts.filter((fact): fact is Extract<UserFact, { kind: Kind }> => fact.kind === kind)

export const linesOf = (facts: readonly UserFact[]): ReadonlySet<string> => new Set(facts.map(factLine))

/** Users of thousands of rights are real: each line is written once. */
export function without(facts: readonly UserFact[], removed: readonly UserFact[]): UserFact[] {
  const lines = linesOf(removed)
  return lines.size === 0 ? [...facts] : facts.filter(fact => !lines.has(factLine(fact)))
}

export function common(facts: readonly UserFact[], others: readonly UserFact[]): UserFact[] {
  const lines = linesOf(others)
  return facts.filter(fact => lines.has(factLine(fact)))
}

/** The same but for whether it may be passed on, and when it is in force. */
const bareFact = (fact: UserFact): UserFact => {
  if (fact.kind === 'right') return { ...fact, grantable: false }
  if (fact.kind === 'member') return { ...fact, admin: false, inForce: true }
  return fact
}

/** Those of `wanted` that `have` lacks, in whatever strength. */
export function lacking(wanted: readonly UserFact[], have: readonly UserFact[]): UserFact[] {
  const held = new Set(have.map(fact => factLine(bareFact(fact))))
  const fresh = new Map(wanted.map(fact => [factLine(fact), fact]))
  return [...fresh.values()].filter(fact => !held.has(factLine(bareFact(fact))))
}

export const memberOf = (role: string, host: string | null = null): MemberFact => ({
  kind: 'member',
  role,
  host,
  admin: false,
  inForce: true,
})

export const rightsOn = (privileges: readonly string[], on: RightFact['on']): RightFact[] =>
  privileges.map(privilege => ({ kind: 'right', privilege, on, grantable: false }))

/** Rights that one statement can name: the same privileges, in the same strength, place by place. */
export function rightGroups(
  rights: readonly RightFact[],
): { privileges: string[]; on: RightFact['on']; grantable: boolean }[] {
  const groups = new Map<string, { privileges: string[]; on: RightFact['on']; grantable: boolean }>()
  for (const { privilege, on, grantable } of rights) {
    const key = factLine({ kind: 'right', privilege: '', on, grantable })
    const group = groups.get(key) ?? { privileges: [], on, grantable }
    group.privileges.push(privilege)
    groups.set(key, group)
  }
  return [...groups.values()]
}
