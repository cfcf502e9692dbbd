import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { homeAccount } from '@/lib/account'
import { awsFact, datedAwsFact, dropAwsFacts } from '@/lib/aws/aws-facts'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T14:00:00.000Z'), toFake: ['Date'] })
  dropAwsFacts(homeAccount())
})
afterEach(() => vi.useRealTimers())

it('is read once within its span, under the date of that one reading', async () => {
  const read = vi.fn(async () => 'value')
  await datedAwsFact(homeAccount(), 'a', 60_000, read)
  vi.setSystemTime(Date.parse('2026-11-23T14:00:59.000Z'))
  expect(await datedAwsFact(homeAccount(), 'a', 60_000, read)).toEqual({
    value: 'value',
    at: '2026-11-23T14:00:00.000Z',
  })
  expect(read).toHaveBeenCalledTimes(1)
  vi.setSystemTime(Date.parse('2026-11-23T14:01:00.000Z'))
  expect(await datedAwsFact(homeAccount(), 'a', 60_000, read)).toMatchObject({
    at: '2026-11-23T14:01:00.000Z',
  })
})

it('does not keep a failure, nor lets one that ends late take away what was read since', async () => {
  let fail: (error: Error) => void = () => {}
  const first = awsFact(homeAccount(), 'b', 60_000, () => new Promise((_, reject) => (fail = reject)))
  dropAwsFacts(homeAccount(), 'b')
  await awsFact(homeAccount(), 'b', 60_000, async () => 'second')
  fail(new Error('late'))
  await expect(first).rejects.toThrow('late')
  expect(await awsFact(homeAccount(), 'b', 60_000, async () => 'third')).toBe('second')
})
