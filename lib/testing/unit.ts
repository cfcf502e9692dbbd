import { afterEach, beforeEach, expect, vi } from 'vitest'

// Next's request scope does not exist outside a request: the cookie jar is the edge of the framework.
vi.mock('next/headers', async () => {
  const { requestScope } = await import('@/lib/actions/testing/request-scope')
  const cookie = (value: string | undefined) => (value === undefined ? undefined : { value })
  return {
    headers: async () => requestScope.headers,
    cookies: async () => ({ get: (name: string) => cookie(requestScope.cookies.get(name)) }),
  }
})

/**
 * Counted in time of the processor, so that a busy machine fails nothing: three times what a unit test may take on an idle
 * one, since programs that share a processor share its caches too. Idle, the slowest takes half a second.
 */
const LIMIT_MS = 3_000
let before: NodeJS.CpuUsage
beforeEach(() => {
  before = process.cpuUsage()
})
afterEach(() => {
  const { user, system } = process.cpuUsage(before)
  const spentMs = (user + system) / 1_000
  expect(spentMs, 'A unit test is quick: what takes longer belongs in a *.proof.test.ts.').toBeLessThan(
    LIMIT_MS,
  )
})
