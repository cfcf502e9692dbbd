import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { reaches } from '@/lib/access/model/verdict'
import { sampleInventory } from '@/lib/access/testing/sample-inventory'
import { findAll } from './find-all'
import { RULES } from './rules'
import { carriedOut } from './testing/carried-out'
import { everyChangedCell } from './testing/every-changed-cell'
import { CONDITION_CASES } from './testing/rule-cases/condition-cases'
import { DATABASE_USER_CASES } from './testing/rule-cases/database-user-cases'
import { DEAD_ENTRY_CASES } from './testing/rule-cases/dead-entry-cases'
import { MISSPELLED_CASES } from './testing/rule-cases/misspelled-cases'
import { POLICY_CASES } from './testing/rule-cases/policy-cases'
import { PRINCIPAL_CASES } from './testing/rule-cases/principal-cases'
import { PROXY_CASES } from './testing/rule-cases/proxy-cases'
import type { CasesByRule, World } from './testing/rule-cases/rule-cases'
import { TARGET_CASES } from './testing/rule-cases/target-cases'
import { WIDE_GRANT_CASES } from './testing/rule-cases/wide-grant-cases'
import { findingsOf, NOW } from './testing/sample-findings'

const CASES: CasesByRule = {
  ...DEAD_ENTRY_CASES,
  ...MISSPELLED_CASES,
  ...WIDE_GRANT_CASES,
  ...CONDITION_CASES,
  ...DATABASE_USER_CASES,
  ...PRINCIPAL_CASES,
  ...TARGET_CASES,
  ...PROXY_CASES,
  ...POLICY_CASES,
}

const worlds = (side: 'fires' | 'silent'): [string, string, World][] =>
  Object.entries(CASES).flatMap(([rule, cases]) =>
    Object.entries(cases[side]).map(([name, world]): [string, string, World] => [rule, name, world]),
  )

describe('every rule', () => {
  it.each(RULES.map(({ id }) => id))('%s has worlds in which it speaks and in which it does not', rule => {
    expect(Object.keys(CASES[rule]?.fires ?? {})).not.toEqual([])
    expect(Object.keys(CASES[rule]?.silent ?? {})).not.toEqual([])
  })

  it('has no worlds for a rule that is gone', () => {
    expect(Object.keys(CASES).filter(rule => !RULES.some(({ id }) => id === rule))).toEqual([])
  })

  it.each(worlds('fires'))('%s speaks: %s', (rule, _, world) => {
    expect(findingsOf(rule, world)).toHaveLength(1)
  })

  it.each(worlds('silent'))('%s does not: %s', (rule, _, world) => {
    expect(findingsOf(rule, world)).toEqual([])
  })

  it.each(worlds('fires'))('%s is ended by what it offers: %s', (rule, _, world) => {
    const inventory = sampleInventory(world)
    for (const { id, fixes } of findingsOf(rule, world)) {
      for (const { plan, label } of fixes.filter(fix => fix.plan.kind !== 'byHand')) {
        const after = findAll(compileAccess(carriedOut(inventory, plan)), { now: NOW })
        expect(
          after.map(finding => finding.id),
          label,
        ).not.toContain(id)
      }
    }
  })

  it.each(worlds('fires'))('%s tells every cell that its fixes change: %s', (rule, _, world) => {
    const inventory = sampleInventory(world)
    for (const { fixes } of findingsOf(rule, world)) {
      for (const { plan, label, effect } of fixes.filter(fix => fix.plan.kind !== 'byHand')) {
        const cells = everyChangedCell(inventory, carriedOut(inventory, plan))
        const connects = cells.filter(cell => reaches(cell.before) !== reaches(cell.after))
        const added = connects.filter(cell => reaches(cell.after)).length
        expect({ ...effect, changed: 0 }, label).toEqual({
          added: plan.kind === 'switchOn' ? effect.added : added,
          removed: connects.length - added,
          changed: 0,
        })
      }
    }
  })
})
