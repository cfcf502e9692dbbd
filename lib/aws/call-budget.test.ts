import { expect, it } from 'vitest'
import { CallBudget } from '@/lib/aws/call-budget'

it('lets a minute’s worth of calls through at once, then one after the other', () => {
  const budget = new CallBudget(60, 0)
  const turns = Array.from({ length: 63 }, () => budget.take(0))
  expect(turns.slice(0, 60).every(delay => delay === 0)).toBe(true)
  expect(turns.slice(60)).toEqual([1_000, 2_000, 3_000])
})

it('fills again with time, and never holds more than a minute’s worth', () => {
  const budget = new CallBudget(60, 0)
  for (let call = 0; call < 60; call += 1) budget.take(0)
  expect(budget.take(1_000)).toBe(0)
  expect(budget.take(1_000)).toBe(1_000)
  const later = 3_600_000
  const turns = Array.from({ length: 61 }, () => budget.take(later))
  expect(turns.filter(delay => delay === 0)).toHaveLength(60)
})
