import { expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Target } from '@/lib/access/model/target'
import { sampleInventory, sampleTarget, switchedOff } from '@/lib/access/testing/sample-inventory'
import { planSwitch } from './iam-auth'
import { digestTogether, gainersFirst, refusalTogether } from './together'

const now = new Date('2026-11-18T14:02:11Z')
const waiting = [{ field: 'DBInstanceClass', label: 'the class', restarts: true }] as Target['pendingChanges']
const off = sampleTarget({ ...switchedOff, name: 'billing-prod' })
const busy = sampleTarget({ ...switchedOff, name: 'busy', pendingChanges: waiting })

function plan(target: Target, desired: 'on' | 'off' = 'on') {
  const access = compileAccess(sampleInventory({ targets: [target], cast: [], scans: [] }))
  return planSwitch({ target, desired, access, now })
}

it('leaves out whatever blocks the switch of one alone, with its reason', () => {
  expect(refusalTogether(plan(sampleTarget(), 'on'), 'window')).toContain('Already on')
  expect(refusalTogether(plan(off, 'on'), 'window')).toBeNull()
})

it.each(['now', 'window'] as const)('calls nothing to turn off what cannot be on: %s', moment => {
  const iamAuth = { state: 'unsupported', accepted: false, reason: 'too old' } as const
  const old = sampleTarget({ name: 'ledger-prod', iamAuth })
  expect(refusalTogether(plan(old, 'off'), moment)).toContain('Nothing to turn off')
})

it('restarts no database for having been one of many', () => {
  expect(refusalTogether(plan(busy), 'now')).toMatch(/\(the class\).* may restart/)
  expect(refusalTogether(plan(busy), 'window')).toBeNull()
})

it('has another digest for other targets, another moment, another direction; not for another order', () => {
  const [one, two] = [plan(off), plan(busy)]
  const digest = digestTogether([one, two], 'window')
  expect(digestTogether([two, one], 'window')).toBe(digest)
  for (const other of [
    digestTogether([one], 'window'),
    digestTogether([one, two], 'now'),
    digestTogether([plan(off, 'off'), two], 'window'),
  ])
    expect(other).not.toBe(digest)
})

it('names who gains by a switch that takes away, through a proxy, before those who lose', () => {
  const change = (principal: string, after: 'canConnect' | 'conditional' | 'dormant') =>
    ({ principal, after }) as unknown as Parameters<typeof gainersFirst>[0][number]
  const mixed = [
    change('a', 'dormant'),
    change('b', 'canConnect'),
    change('c', 'dormant'),
    change('d', 'conditional'),
  ]
  expect(gainersFirst(mixed).map(({ principal }) => principal)).toEqual(['b', 'd', 'a', 'c'])
})
