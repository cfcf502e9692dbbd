import { describe, expect, it } from 'vitest'
import { NOTHING_KNOWN } from '@/lib/connect/doctor/circumstances'
import { rankCauses } from '@/lib/connect/doctor/rank-causes'
import { recognise } from '@/lib/connect/doctor/recognise'
import type { CheckAnswer, LiveCheck } from '@/lib/services/doctor/check-answer'
import { circumstancesOf } from './circumstances-of'
import {
  checksFor,
  countsInWords,
  type LiveAnswers,
  resultsOf,
  rowsOf,
  type TokenFinding,
} from './doctor-row'
import { tokenFindings } from './token-findings'

const answer = (check: LiveCheck, more: Partial<CheckAnswer> = {}): CheckAnswer => ({
  check,
  state: 'ok',
  cause: null,
  title: `${check} is in order`,
  evidence: 'Seen.',
  fix: null,
  known: {},
  evaluated: false,
  note: null,
  instead: null,
  tookMs: 38,
  checkedAt: '2026-11-28T12:00:00.000Z',
  ...more,
})
const noToken: TokenFinding[] = tokenFindings(null, {
  target: null,
  databaseUser: null,
  now: '2026-11-28T12:00:00.000Z',
  newToken: null,
})

const NEW_TOKEN = { kind: 'copy', label: 'Issue a new token', text: '' } as const

function rowsFor(text: string, live: LiveAnswers) {
  const ranked = rankCauses(
    recognise(text).symptoms,
    circumstancesOf(null, 'orders_svc', null, live),
    resultsOf(live),
  )
  return rowsOf(ranked, live, noToken, { issueToken: NEW_TOKEN, recipe: null })
}

const PAM = 'FATAL:  PAM authentication failed for user "orders_svc"'

describe('the rows', () => {
  it('begin with what failed, then what cannot be told by likelihood, then what is in order', () => {
    const rows = rowsFor(PAM, {
      switch: answer('switch', { known: { iamAuthAccepted: true } }),
      policy: answer('policy', { evaluated: true, known: { policyAllows: true } }),
      databaseUser: answer('databaseUser', {
        state: 'failed',
        cause: 'userMissing',
        title: 'The database has no user orders_svc',
        known: { userState: 'missing' },
      }),
      load: answer('load', { state: 'cannotTell' }),
    })
    expect(rows[0]).toMatchObject({ key: 'databaseUser', state: 'failed', took: '38 ms' })
    const states = rows.map(({ state }) => state)
    expect(states).toEqual(states.toSorted(byState))
    const open = rows.filter(({ state }) => state === 'cannotTell').map(({ likelihood }) => likelihood)
    expect(open).toEqual(open.toSorted((one, other) => other - one))
    expect(rows.find(({ key }) => key === 'policy')?.took).toBe('evaluated')
  })

  it('resolve alone: one that waits shows nothing but that it waits, and accuses nobody', () => {
    const rows = rowsFor(PAM, { databaseUser: 'pending', switch: answer('switch') })
    expect(rows.find(({ key }) => key === 'databaseUser')).toMatchObject({
      state: 'pending',
      title: 'The user in the database',
    })
    expect(rows.find(({ key }) => key === 'switch')?.state).toBe('ok')
  })

  it('call failed what the text itself states, where no check answers for it', () => {
    const rows = rowsFor(
      "ERROR 2059 (HY000): Authentication plugin 'mysql_clear_password' cannot be loaded: plugin not enabled",
      { switch: answer('switch'), databaseUser: answer('databaseUser') },
    )
    expect(rows[0]).toMatchObject({ key: 'cleartextOff', state: 'failed', took: 'by the text' })
  })

  it('say of an expired token that the log names it, though the token is not there', () => {
    const rows = rowsFor(
      'Failed to authenticate the connection request for user orders_svc because the token age is longer than 15 minutes. (Status Code: 400, Error Code: ExpiredToken)',
      {},
    )
    expect(rows[0]).toMatchObject({ key: 'tokenExpired', state: 'failed', fix: NEW_TOKEN })
  })

  it('are there for a text that nobody knows, from the checks alone', () => {
    const rows = rowsFor('lorem ipsum', { switch: answer('switch'), endpoint: answer('endpoint') })
    expect(rows.map(({ key }) => key)).toEqual(expect.arrayContaining(['switch', 'endpoint', 'tokenExpired']))
    expect(rows.some(({ state }) => state === 'failed')).toBe(false)
  })

  it('believe a live check over the text: what is on now is not called off', () => {
    const text = "ERROR 1524 (HY000): Plugin 'AWSAuthenticationPlugin' is not loaded"
    const rows = rowsFor(text, { switch: answer('switch', { known: { iamAuthAccepted: true } }) })
    expect(rows.filter(({ state }) => state === 'failed').map(({ key }) => key)).not.toContain('iamAuthOff')
  })

  it('are counted in words', () => {
    const rows = rowsFor(PAM, { switch: answer('switch'), policy: 'pending' })
    expect(countsInWords(rows)).toMatch(/^1 ok, \d+ cannot tell, 1 being checked$/)
  })
})

const ORDER = ['failed', 'cannotTell', 'ok']
const byState = (one: string, other: string) => ORDER.indexOf(one) - ORDER.indexOf(other)

it('only a proxy is asked for its second hop', () => {
  expect(checksFor(true)).toContain('secondHop')
  expect(checksFor(false)).not.toContain('secondHop')
})

it('what is known of nothing stays not known', () => {
  expect(circumstancesOf(null, null, null, { switch: 'pending' })).toEqual(NOTHING_KNOWN)
})
