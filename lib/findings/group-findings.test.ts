import { expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { allow, sampleInventory, sampleRole, sampleTarget } from '@/lib/access/testing/sample-inventory'
import { findAll } from './find-all'
import { groupFindings } from './group-findings'
import { NOW } from './testing/sample-findings'

const names = ['a', 'b', 'c', 'd']
const targets = names.map(name => sampleTarget({ name, resourceId: `db-${name}`, tlsEnforced: false }))
const cast = [sampleRole('wide', [allow('*', targets[0])])]
const found = findAll(compileAccess(sampleInventory({ targets, cast })), { now: NOW })

it('folds the findings of one rule, worst first, with the first few and all counted', () => {
  const groups = groupFindings(found)
  expect(groups.map(({ rule, count, targetCount }) => [rule, count, targetCount])).toEqual([
    ['wildcard-user', 1, 1],
    ['tls-not-enforced', 4, 4],
  ])
  const [, tls] = groups
  expect(tls).toMatchObject({ title: 'TLS is optional', severity: 'medium', bySeverity: { medium: 4 } })
  expect(tls?.first.map(({ subject }) => subject.label)).toEqual(['a', 'b', 'c'])
})

it('takes the worst severity of a rule that has several', () => {
  const [one, two] = found
  if (!one || !two) throw new Error('Nothing was found.')
  const mixed = [
    two,
    { ...two, id: 'x', severity: 'critical' as const },
    { ...one, severity: 'high' as const },
  ]
  expect(groupFindings(mixed).map(({ rule, severity, count }) => [rule, severity, count])).toEqual([
    ['tls-not-enforced', 'critical', 2],
    ['wildcard-user', 'high', 1],
  ])
})

it('loses none', () => {
  expect(groupFindings(found).reduce((sum, { count }) => sum + count, 0)).toBe(found.length)
  expect(groupFindings([])).toEqual([])
})
