import { describe, expect, it } from 'vitest'
import type { DoctorTarget } from '@/lib/services/doctor/get-doctor'
import { tokenFindings } from './token-findings'

const host = 'orders-prod.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com'
const target: DoctorTarget = {
  region: 'us-east-1',
  resourceId: 'db-ORDERS',
  name: 'orders-prod',
  kind: 'instance',
  family: 'postgres',
  hosts: [host],
  port: 5432,
  proxyMode: null,
}
const SIGNED = '20261128T120000Z'

interface Wish {
  key?: string
  at?: string
  user?: string
  region?: string
  session?: boolean
}

function token({
  key = 'ASIAEXAMPLEKEY000001',
  at = host,
  user = 'metrics',
  region = 'us-east-1',
  session = true,
}: Wish = {}) {
  const scope = `${key}%2F20261128%2F${region}%2Frds-db%2Faws4_request`
  const security = session ? '&X-Amz-Security-Token=AAAA' : ''
  return `${at}:5432/?Action=connect&DBUser=${user}&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${scope}&X-Amz-Date=${SIGNED}&X-Amz-Expires=900${security}&X-Amz-SignedHeaders=host&X-Amz-Signature=${'a'.repeat(64)}`
}

const judge = (
  text: string | null,
  now = '2026-11-28T12:05:00.000Z',
  databaseUser: string | null = 'metrics',
) => tokenFindings(text, { target, databaseUser, now, newToken: null })
const stateOf = (text: string, cause: string, now?: string) =>
  judge(text, now).find(each => each.cause === cause)?.state

describe('a token, taken apart in the browser', () => {
  it('that is as it should be is in order', () => {
    expect(judge(token()).map(({ state }) => state)).toEqual(['ok', 'ok'])
  })
  it('is too old fifteen minutes after it was signed, and not a moment before', () => {
    expect(stateOf(token(), 'tokenExpired', '2026-11-28T12:15:00.000Z')).toBe('ok')
    expect(stateOf(token(), 'tokenExpired', '2026-11-28T12:15:00.001Z')).toBe('failed')
  })
  it('of another day says the day: it is no token of two minutes ago', () => {
    const old = judge(token(), '2026-11-29T12:17:00.000Z').find(({ cause }) => cause === 'tokenExpired')
    expect(old?.title).toBe('The token was good until 28 Nov, 12:15:00 UTC')
    const young = judge(token(), '2026-11-28T12:17:00.000Z').find(({ cause }) => cause === 'tokenExpired')
    expect(young?.title).toBe('The token was good until 12:15:00 UTC')
  })
  it.each([
    [{ at: 'orders.example.com' }, 'the host is none of orders-prod'],
    [{ user: 'reporting' }, 'the user is metrics'],
    [{ region: 'eu-west-1' }, 'the Region is us-east-1'],
  ])('signed for another place (%j) says which', (wish, words) => {
    const place = judge(token(wish)).find(({ cause }) => cause === 'tokenOtherEndpoint')
    expect(place).toMatchObject({ state: 'failed', evidence: expect.stringContaining(words) })
  })
  it('of a temporary key without its session token opens nothing', () => {
    expect(stateOf(token({ session: false }), 'tokenDamaged')).toBe('failed')
    expect(stateOf(token({ key: 'AKIAEXAMPLEKEY000001', session: false }), 'tokenDamaged')).toBeUndefined()
  })
  it('that was cut off is damaged', () => {
    expect(judge(token().slice(0, -10))[0]).toMatchObject({ cause: 'tokenDamaged', state: 'failed' })
  })
  it('that is not there is "cannot tell", with the way to tell', () => {
    expect(judge(null).map(({ state }) => state)).toEqual(['cannotTell', 'cannotTell'])
    expect(judge(null)[0]?.fix).toMatchObject({ kind: 'pasteToken' })
  })
  it('is never repeated: neither its signature nor its session token is in what is said', () => {
    const said = JSON.stringify(judge(token({ at: 'other.example.com' })))
    expect(said).not.toMatch(/aaaaaaaa|X-Amz|AAAA/)
  })
})
