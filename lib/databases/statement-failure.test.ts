import { describe, expect, it } from 'vitest'
import { statementFailure } from '@/lib/databases/statement-failure'

const login = {
  endpoint: { host: 'orders.example', port: 5432 },
  databaseUser: 'gatehouse_ops',
  databaseName: 'orders',
  credential: { kind: 'token', secret: 'a secret' },
} as const

const codeOf = (code: string | null, at: string | null = 'GRANT x TO y;') =>
  statementFailure({ code, answer: 'as the server said' }, login, at).code

describe('what stopped a statement', () => {
  it.each([
    ['42501', 'accessDenied'],
    ['1142', 'accessDenied'],
    ['1227', 'accessDenied'],
    ['42710', 'conflict'],
    ['55P03', 'conflict'],
    ['1396', 'conflict'],
    ['1205', 'conflict'],
    ['42601', 'invalid'],
    ['1524', 'invalid'],
    ['57P01', 'unavailable'],
    ['08006', 'unavailable'],
    ['1053', 'unavailable'],
    ['ECONNRESET', 'unavailable'],
    ['ETIMEDOUT', 'unavailable'],
    [null, 'unavailable'],
  ])('%s is %s: only what the server itself refused is certain', (code, expected) =>
    expect(codeOf(code)).toBe(expected),
  )

  it('at the door is about the user that signs in, not about a statement', () => {
    expect(codeOf('28000', null)).toBe('accessDenied')
    expect(codeOf('1045', null)).toBe('accessDenied')
    expect(codeOf('ECONNREFUSED', null)).toBe('unavailable')
  })

  it('is told by its kind, never by the names that stand in it', () => {
    const { message } = statementFailure({ code: '42501', answer: '' }, login, 'GRANT payroll TO "x; y";')
    expect(message).toContain('run GRANT.')
    expect(message).not.toContain('payroll')
  })
})
