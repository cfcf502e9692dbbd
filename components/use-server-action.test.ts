import { redirect } from 'next/navigation'
import { describe, expect, it } from 'vitest'
import { failureTitle, IDLE, NO_ANSWER } from '@/lib/actions/action-state'
import { answered } from './use-server-action'

describe('an answer of the server', () => {
  it('that comes is the answer', async () => {
    expect(await answered(Promise.resolve(IDLE))).toBe(IDLE)
  })
  it('that does not come is a failure, and does not say that nothing was done', async () => {
    const state = await answered(Promise.reject(new TypeError('Failed to fetch')))
    expect(state).toBe(NO_ANSWER)
    expect(failureTitle(NO_ANSWER, 'Nothing was sent.')).toBe('No answer came.')
    expect(failureTitle({ code: 'conflict' }, 'Nothing was sent.')).toBe('Nothing was sent.')
  })
  it('that leads to another page leads there', async () => {
    const leads = new Promise<typeof IDLE>(() => redirect('/settings'))
    await expect(answered(leads)).rejects.toThrow('NEXT_REDIRECT')
  })
})
