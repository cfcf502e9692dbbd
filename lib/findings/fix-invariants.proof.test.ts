import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { readEntry } from '@/lib/access/entries/entry-mistakes'
import type { AccessChange } from '@/lib/access/model/access-change'
import type { Inventory } from '@/lib/access/model/inventory'
import { reaches } from '@/lib/access/model/verdict'
import { parseDocument, type Statement } from '@/lib/iam/index'
import { findAll } from './find-all'
import type { Finding, Fix } from './finding'
import { RULES } from './rules'
import { carriedOut } from './testing/carried-out'
import { everyChangedCell } from './testing/every-changed-cell'
import { PROMISES } from './testing/fix-promises'
import { mistakenAccount } from './testing/generated-mistakes'
import { NOW } from './testing/sample-findings'

/** Random accounts, the same at every run; with these about 600 fixes are looked at. */
const ACCOUNTS = 40

interface Written {
  finding: Finding
  fix: Fix
  inventory: Inventory
  fixed: Inventory
  before: Statement[]
  /** Empty: the policy is deleted. */
  after: Statement[]
  cells: AccessChange[]
}

const statementsOf = (text: string) => parseDocument(text).document?.statements ?? []

function writtenFixes(inventory: Inventory): Written[] {
  return findAll(compileAccess(inventory), { now: NOW }).flatMap(finding =>
    finding.fixes.flatMap((fix): Written[] => {
      const { plan } = fix
      if (plan.kind !== 'replaceDocument' && plan.kind !== 'deletePolicy') return []
      const source = inventory.policies.find(({ id }) => id === plan.policyId)
      const before = statementsOf(source?.text ?? '')
      const after = plan.kind === 'deletePolicy' ? [] : statementsOf(plan.after)
      const fixed = carriedOut(inventory, plan)
      return [{ finding, fix, inventory, fixed, before, after, cells: everyChangedCell(inventory, fixed) }]
    }),
  )
}

const entriesOf = ({ action, resource }: Statement) =>
  [action?.patterns ?? [], resource?.patterns ?? []].flat()
const spelled = (statements: readonly Statement[]) => statements.flatMap(entriesOf)

/** What is in one list and not in the other, counted as often as it is there. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const left = [...other]
  return list.filter(each => {
    const at = left.indexOf(each)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

const repeats = (statement: Statement) => {
  const entries = statement.resource?.patterns ?? []
  return entries.length - new Set(entries).size
}

const opens = ({ before, after }: AccessChange) =>
  (reaches(after) && !reaches(before)) ||
  (after === 'canConnect' && before !== 'canConnect') ||
  (after === 'dormant' && (before === 'noAccess' || before === 'denied'))

let written: Written[] = []
beforeAll(() => {
  written = fc.sample(mistakenAccount, { numRuns: ACCOUNTS, seed: 9 }).flatMap(writtenFixes)
}, 900_000)

/** Of every fix that `about` picks; there must be many of them, or nothing is proven. */
function every(about: (fix: Written) => boolean, least: number, holds: (fix: Written) => void): void {
  const chosen = written.filter(about)
  expect(chosen.length).toBeGreaterThan(least)
  for (const one of chosen) {
    try {
      holds(one)
    } catch (error) {
      const { finding, fix, before, after } = one
      const texts = [before, after].map(each => JSON.stringify(each.map(entriesOf)))
      throw new Error(`${finding.id} · ${fix.id} “${fix.label}”\n${texts.join('\n→ ')}\n${String(error)}`)
    }
  }
}

const isGrant = ({ effect, resource, action }: Statement) =>
  effect === 'Allow' && !resource?.not && !action?.not
const lost = ({ before, after }: Written) => {
  const left = after.map(each => JSON.stringify([each.effect, entriesOf(each)]))
  return before.filter(each => !left.includes(JSON.stringify([each.effect, entriesOf(each)])))
}

describe('a fix that writes, over random accounts and every rule', () => {
  it('opens no cell where it narrows, or takes away from what is allowed', () => {
    every(
      fix => ['narrow', 'remove', 'except'].includes(fix.fix.id) && lost(fix).every(isGrant),
      200,
      ({ cells, fix }) => {
        expect(cells.filter(opens)).toEqual([])
        expect(fix.opensAccess).toBe(false)
      },
    )
  })

  it('opens no cell where it takes out what denies nothing, or says that it does', () => {
    every(
      ({ fix }) => fix.id === 'remove',
      200,
      ({ cells, fix }) => {
        if (cells.some(opens)) expect(fix.opensAccess).toBe(true)
      },
    )
  })

  it('leaves entries in which nothing is wrong, where it corrects', () => {
    every(
      ({ fix }) => fix.id === 'correct',
      80,
      ({ before, after, fixed, finding }) => {
        const access = compileAccess(fixed)
        const resources = (all: Statement[]) => all.flatMap(({ resource }) => resource?.patterns ?? [])
        for (const entry of without(resources(after), resources(before)))
          expect(readEntry(access, entry).mistakes, entry).toEqual([])
        const rule = RULES.filter(({ id }) => id === finding.rule)
        expect(findAll(access, { now: NOW }, rule).map(({ id }) => id)).not.toContain(finding.id)
      },
    )
  })

  it('opens one database user of one target for an entry, where it corrects', () => {
    every(
      ({ fix, before }) => fix.id === 'correct' && before.every(isGrant),
      25,
      ({ before, after }) => {
        for (const entry of without(spelled(after), spelled(before)))
          expect(entry).toMatch(/^rds-db:connect$|:dbuser:[^/*?$]+\/(?![*?]*$)/)
      },
    )
  })

  it('writes nothing twice', () => {
    every(
      () => true,
      400,
      ({ before, after }) => {
        const most = Math.max(0, ...before.map(repeats))
        for (const statement of after) expect(repeats(statement)).toBeLessThanOrEqual(most)
        const fresh = without(spelled(after), spelled(before))
        for (const { resource } of after) {
          const added = (resource?.patterns ?? []).filter(each => fresh.includes(each))
          expect(new Set(added).size).toBe(added.length)
        }
      },
    )
  })

  it('tells the cells that it changes', () => {
    every(
      () => true,
      400,
      ({ cells, fix }) => {
        const added = cells.filter(({ before, after }) => reaches(after) && !reaches(before)).length
        const removed = cells.filter(({ before, after }) => reaches(before) && !reaches(after)).length
        expect({ added: fix.effect.added, removed: fix.effect.removed }).toEqual({ added, removed })
        expect(fix.opensAccess).toBe(cells.some(opens))
      },
    )
  })

  it('is what it is called', () => {
    every(
      () => true,
      400,
      ({ fix, before, after }) => {
        const gone = without(spelled(before), spelled(after))
        const fresh = without(spelled(after), spelled(before))
        const fewer = before.length - after.length
        const check = PROMISES[fix.label]
        expect(fix.label in PROMISES, `“${fix.label}” is promised nothing`).toBe(true)
        expect(check?.({ fix, gone, fresh, fewer, before, after })).toBe(true)
      },
    )
  })
})
