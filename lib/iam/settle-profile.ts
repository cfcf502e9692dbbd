import { ALLOWED, CONDITIONAL, EXPLICIT_DENY, IMPLICIT_DENY } from './decision'
import { allOf, anyOf, type Formula, negationOf } from './formula'
import type { Profile } from './profile-table'
import type { Site } from './resource-facts'
import type { Rule } from './rule'
import { type RuleTable, ruleFormula } from './rule-table'
import { simplest } from './simplest'

/**
 * Whether open tests of different rules may hang together, so that an undecided cell needs its whole formula.
 * Tests that only widen one layer together are independent enough: absent keys fail them all.
 */
export function mayHangTogether(profile: Profile, table: RuleTable): boolean {
  profile.hangsTogether ??= findTogether(profile, table)
  return profile.hangsTogether
}

function findTogether(profile: Profile, table: RuleTable): boolean {
  const seen = new Map<string, { layer: number; effect: string; failsWhenAbsent: boolean }>()
  for (const [layer, ids] of profile.layers.entries()) {
    for (const id of ids) {
      const rule = table.rules[id]
      if (rule === undefined) continue
      if (hangsOnItself(rule)) return true
      for (const { key, failsWhenAbsent } of rule.openKeys) {
        const before = seen.get(key)
        if (before === undefined) seen.set(key, { layer, effect: rule.effect, failsWhenAbsent })
        else if (before.layer !== layer || before.effect !== rule.effect) return true
        else if (!before.failsWhenAbsent || !failsWhenAbsent) return true
      }
    }
  }
  return false
}

function hangsOnItself(rule: Rule): boolean {
  return new Set(rule.openKeys.map(open => open.key)).size < rule.openKeys.length
}

/** The rule as it stands where the site is known; null where it then says nothing. */
export function settledRule(rule: Rule | undefined, site: Site): Rule | null {
  return rule?.at ? rule.at(site) : (rule ?? null)
}

/** The code of a cell that the fast path left open: conditional, or refused while a Deny may match. */
export function settleCell(
  profile: Profile,
  table: RuleTable,
  site: Site,
  hits: (pattern: number) => boolean,
): number {
  const denials: Formula[] = []
  const layers = profile.layers.map((ids): Formula => {
    const rules = ids.flatMap(id => settledRule(table.rules[id], site) ?? [])
    const formulas = (effect: 'Allow' | 'Deny') =>
      rules.filter(rule => rule.effect === effect).map(rule => ruleFormula(rule, hits))
    const denied = anyOf(formulas('Deny'))
    denials.push(denied)
    return allOf([anyOf(formulas('Allow')), negationOf(denied)])
  })
  if (simplest(anyOf(denials), table.tests) === true) return EXPLICIT_DENY
  const formula = simplest(allOf(layers), table.tests)
  if (formula === true) return ALLOWED
  return formula === false ? IMPLICIT_DENY : CONDITIONAL
}
