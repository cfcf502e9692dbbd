import { describe, expect, it } from 'vitest'
import { inspectToken } from './inspect-token'
import { maskToken, shortKeyId } from './mask-token'

/** Made once by the SDK's signer with example keys. */
const token =
  'orders-prod.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com:5432/?Action=connect&DBUser=jane%40example.com&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIAEXAMPLEKEY000001%2F20261123%2Fus-east-1%2Frds-db%2Faws4_request&X-Amz-Date=20261123T161517Z&X-Amz-Expires=900&X-Amz-Security-Token=FwoGZXIvYXdzE%2B%2F%3Dabc&X-Amz-Signature=d7c6d45d1a0ebc59ebc863d3467af4505a4688d1a4025cbf1881125560952bb9&X-Amz-SignedHeaders=host'

describe('inspectToken', () => {
  it('reads what a real token says', () => {
    const { facts, problems } = inspectToken(token)
    expect(problems).toEqual([])
    expect(facts).toMatchObject({
      host: 'orders-prod.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com',
      port: 5432,
      databaseUser: 'jane@example.com',
      accessKeyId: 'ASIAEXAMPLEKEY000001',
      region: 'us-east-1',
      signedAt: '2026-11-23T16:15:17.000Z',
      expiresAt: '2026-11-23T16:30:17.000Z',
      hasSessionToken: true,
      length: token.length,
    })
  })

  it('loses no letter when it is taken apart, and marks both secrets', () => {
    const parts = inspectToken(token).facts?.parts ?? []
    expect(parts.map(part => part.text).join('')).toBe(token)
    expect(parts.filter(part => part.secret).map(part => part.text)).toEqual([
      'FwoGZXIvYXdzE%2B%2F%3Dabc',
      'd7c6d45d1a0ebc59ebc863d3467af4505a4688d1a4025cbf1881125560952bb9',
    ])
    expect(parts.filter(part => part.mark === 3).map(part => part.text)).toEqual(['ASIAEXAMPLEKEY000001'])
  })

  it.each([
    [`${token}\n`, /white space at its start or end/],
    [token.replace('&X-Amz-Date', '\n&X-Amz-Date'), /white space inside/],
    [token.slice(0, -60), /signature is cut off/],
    [token.replace('X-Amz-Expires=900', 'X-Amz-Expires=3600'), /between 1 and 900/],
    [token.replace('orders-prod', 'Orders-Prod'), /lower case/],
    [token.replace('rds-db', 'rds'), /service rds-db/],
    [`https://${token}`, /scheme/],
    ['hunter2', /not an RDS authentication token/],
    [token.replace('%2F20261123%2F', '%2F20261122%2F'), /disagree/],
  ])('names what is wrong with a damaged token (%#)', (damaged, problem) => {
    expect(inspectToken(damaged).problems.join(' ')).toMatch(problem)
  })

  it('takes an unreadable escape as it stands', () => {
    expect(inspectToken(token.replace('jane%40', 'jane%zz')).facts?.databaseUser).toBe('jane%zzexample.com')
  })
})

describe('maskToken', () => {
  it('shows where a token leads and nothing that opens it', () => {
    const masked = maskToken(token)
    expect(masked).toMatch(/^orders-prod\.c9xk2m4ab7qz\.us-east-1\.rds\.amazonaws\.com:5432\/\?Action=con•+$/)
    expect(maskToken('hunter2')).toMatch(/^•+$/)
    expect(shortKeyId('ASIAEXAMPLEKEY000001')).toBe('ASIA…0001')
  })
})
