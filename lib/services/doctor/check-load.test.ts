import { expect, it } from 'vitest'
import type { IamAuthMetrics } from '@/lib/aws/iam-auth-metrics'
import { judgeLoad } from '@/lib/services/doctor/check-load'

const NOTHING: IamAuthMetrics['sums'] = {
  requests: null,
  success: null,
  failure: null,
  invalidToken: null,
  insufficientPermissions: null,
  throttling: null,
  serverError: null,
}
const GIB = 1024 ** 3

it.each([
  ['no data at all', {}, GIB, 'cannotTell'],
  ['no data, and memory not measured', {}, null, 'cannotTell'],
  ['all let in', { requests: 4, success: 4 }, GIB, 'ok'],
  [
    'refusals that are all explained',
    { requests: 4, success: 1, failure: 3, invalidToken: 2, insufficientPermissions: 1 },
    GIB,
    'ok',
  ],
  [
    'a refusal that nothing explains',
    { requests: 4, success: 1, failure: 3, invalidToken: 2 },
    GIB,
    'cannotTell',
  ],
  ['a measured zero', { requests: 9, throttling: 0 }, GIB, 'ok'],
  ['throttling', { requests: 9, throttling: 1 }, GIB, 'failed'],
  ['an error of AWS', { requests: 9, serverError: 2 }, GIB, 'failed'],
  ['little memory', { requests: 9, throttling: 0 }, 100 * 1024 ** 2, 'failed'],
] as const)('%s', (_, sums, freeMemoryBytes, state) => {
  expect(judgeLoad({ sums: { ...NOTHING, ...sums }, freeMemoryBytes }).state).toBe(state)
})
