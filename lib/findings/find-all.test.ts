import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { allow, sampleInventory, sampleRole, sampleTarget } from '@/lib/access/testing/sample-inventory'
import { countBySeverity, findAll, findingsForTarget } from './find-all'
import { type FindingRule, SEVERITIES } from './finding'
import { RULES } from './rules'

const now = new Date('2026-11-23T12:00:00Z')
const orders = sampleTarget()
const other = sampleTarget({ name: 'billing', resourceId: 'db-BILLING', tlsEnforced: false })
const cast = [
  sampleRole('by-name', [allow('app', sampleTarget({ resourceId: 'orders-prod' }))]),
  sampleRole('wide', [allow('*')]),
]
const access = compileAccess(sampleInventory({ targets: [orders, other], cast }))

describe('findAll', () => {
  it('lists the worst first, then by rule and subject', () => {
    const found = findAll(access, { now })
    expect(found.map(({ rule }) => rule)).toEqual(['name-instead-of-id', 'wildcard-user', 'tls-not-enforced'])
    const ranks = found.map(({ severity }) => SEVERITIES.indexOf(severity))
    expect(ranks).toEqual([...ranks].sort())
  })

  it('names a rule that stops, and asks the others', () => {
    const broken: FindingRule = {
      ...(RULES[0] as FindingRule),
      find() {
        throw new Error('out of paper')
      },
    }
    const found = findAll(access, { now }, [broken, ...RULES])
    expect(found).toHaveLength(4)
    expect(found.find(({ rule }) => rule === 'could-not-be-checked')).toMatchObject({
      title: 'Could not be checked: Name used instead of the resource id',
      evidence: { facts: [{ label: 'Error', value: 'out of paper' }] },
    })
  })

  it('says nothing of an account in order', () => {
    const role = sampleRole('app', [allow('app')])
    expect(findAll(compileAccess(sampleInventory({ cast: [role] })), { now })).toEqual([])
  })

  it('counts by severity and picks those of one target', () => {
    const found = findAll(access, { now })
    expect(countBySeverity(found)).toEqual({ critical: 0, high: 2, medium: 1, low: 0 })
    expect(findingsForTarget(found, 'db-BILLING').map(({ rule }) => rule)).toEqual(['tls-not-enforced'])
  })
})

describe('the table of rules', () => {
  it('has at least 25, each with an id of its own and an AWS page', () => {
    expect(RULES.length).toBeGreaterThanOrEqual(25)
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length)
    for (const { id, source, title, description } of RULES) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(source.url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.+\.html$/)
      expect([title, description].every(Boolean)).toBe(true)
    }
  })
})
