import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutSecret } from './without-secret'

const endpoint = { host: 'orders-prod.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com', port: 5432 }
const signature = '5f2a9c07e1b84d36a0f7c2e95b18d4630c7ae9f1d2b5864730fe1a9c8b7d6e5f'
const session = 'IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJHMEUCIQDk+x/9Zr0='
const token = `${endpoint.host}:5432/?Action=connect&DBUser=app_readonly_eu&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIAQWERTYUIOPASDFGH%2F20261127%2Fus-east-1%2Frds-db%2Faws4_request&X-Amz-Date=20261127T120000Z&X-Amz-Expires=900&X-Amz-Security-Token=${encodeURIComponent(session)}&X-Amz-Signature=${signature}&X-Amz-SignedHeaders=host`
const login = { endpoint, databaseUser: 'app_readonly_eu', databaseName: 'orders' }
const cut = withoutSecret({ ...login, credential: { kind: 'token', secret: token } })
const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('what a server says', () => {
  it.each([
    'FATAL: PAM authentication failed for user "app_readonly_eu" (28000)',
    `no pg_hba.conf entry for host "${endpoint.host}", user "app_readonly_eu", database "orders", no encryption`,
    'connect ECONNREFUSED 10.0.0.1:5432',
    'remaining connection slots are reserved for roles with the SUPERUSER attribute',
    '',
  ])('is left alone where it holds nothing of the token: %s', text => {
    expect(cut(text)).toBe(text)
  })

  it.each([
    ['its signature', signature],
    ['its signature in capitals', signature.toUpperCase()],
    ['a third of its signature', signature.slice(7, 29)],
    ['its session token', session],
    ['its session token, percent-encoded twice', encodeURIComponent(encodeURIComponent(session))],
    ['its scope', 'ASIAQWERTYUIOPASDFGH/20261127/us-east-1/rds-db/aws4_request'],
    ['its key id', 'ASIAQWERTYUIOPASDFGH'],
    ['its date', '20261127T120000Z'],
    ['the whole of it in hexadecimal', Buffer.from(token).toString('hex')],
  ])('keeps only its own words around %s', (_, piece) => {
    expect(cut(`before ${piece} after`)).toBe('before … after')
  })

  it.each([0, 1, 2])('keeps no base64 of the signature, %i bytes from a boundary', before => {
    const left = cut(base64(`${'x'.repeat(before)}${signature}`))
    expect(left).toMatch(/^.{0,4}….{0,6}$/)
    expect(cut(base64(token).replaceAll('+', '-').replaceAll('/', '_'))).toMatch(/^….{0,6}$/)
  })

  it('keeps nothing of a password that is shorter than such a run', () => {
    const cutPassword = withoutSecret({ ...login, credential: { kind: 'password', secret: 'hunter-22' } })
    expect(cutPassword('role "hunter-22" or HUNTER-22')).toBe('role "…" or …')
    expect(cutPassword(base64('hunter-22'))).not.toContain(base64('hunter-22').slice(0, 9))
  })

  it('never keeps twelve characters in a row of a signature, wherever it is broken off', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 30 }),
        fc.nat(63),
        fc.nat(64),
        fc.string({ maxLength: 30 }),
        (before, from, length, after) => {
          const left = cut(before + signature.slice(from, from + length) + after)
          for (let at = 0; at + 12 <= 64; at++) expect(left).not.toContain(signature.slice(at, at + 12))
        },
      ),
    )
  })
})
