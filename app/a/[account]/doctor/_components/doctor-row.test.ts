import { describe, expect, it } from 'vitest'
import { NOTHING_KNOWN } from '@/lib/connect/doctor/circumstances'
import { rankCauses } from '@/lib/connect/doctor/rank-causes'
import { recognise } from '@/lib/connect/doctor/recognise'
import { corpus } from '@/lib/connect/doctor/testing/corpus'
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
import { verdictInWords } from './verdict-words'

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

const ALL_OK: LiveAnswers = {
  switch: answer('switch', { known: { iamAuthAccepted: true } }),
  policy: answer('policy', { known: { policyAllows: true } }),
  organization: answer('organization'),
  databaseUser: answer('databaseUser', { known: { userState: 'ready' } }),
  signer: answer('signer'),
  endpoint: answer('endpoint'),
  load: answer('load'),
}
const TEXTS = [...corpus('gathered'), ...corpus('held-back'), ...corpus('held-back-again')]

describe('what is in order from here', () => {
  it.each([
    ['permission denied', 'ERROR: permission denied for table orders', 'noRightInside'],
    ['another database', 'FATAL: database "orderz" does not exist', 'databaseMissing'],
    ['no places', 'FATAL: remaining connection slots are reserved', 'tooManyConnections'],
    ['a certificate', 'SSL error: self signed certificate in certificate chain', 'caUnknown'],
    [
      'a name',
      'could not translate host name "db.example" to address: Name or service not known',
      'hostUnknown',
    ],
  ])('does not take back what a text states of the client or of rights inside: %s', (_, text, cause) => {
    expect(rowsFor(text, ALL_OK)[0]).toMatchObject({ key: cause, state: 'failed', took: 'by the text' })
    expect(rowsFor(text, { ...ALL_OK, databaseUser: 'pending', endpoint: 'pending' })[0]?.key).toBe(cause)
  })

  it('hides no cause that a text of a public report states, and names no token that it does not speak of', () => {
    const stated = TEXTS.flatMap(({ source, text }) => {
      const { symptoms } = recognise(text)
      const ranked = rankCauses(symptoms, circumstancesOf(null, 'orders_svc', null, ALL_OK))
      const rows = rowsOf(ranked, ALL_OK, noToken, { issueToken: null, recipe: null })
      const [first] = ranked
      if (!first || first.likelihood < 0.9 || first.check === 'switch') return []
      return { source, first: first.id, shown: rows[0]?.key }
    })
    expect(stated.length).toBeGreaterThan(60)
    expect(stated.filter(({ first, shown }) => first !== shown)).toEqual([])
    const silent = rowsFor("Host '10.0.0.1' is not allowed to connect to this MySQL server", ALL_OK)
    expect(verdictInWords(silent, [], [], true)?.detail).not.toMatch(/Most likely/)
    const unknown = rowsFor('lorem ipsum', ALL_OK)
    expect(verdictInWords(unknown, [], [], false)?.detail).not.toMatch(/Most likely/)
  })

  it('leaves a fault that the text makes likely open, since the client stands elsewhere', () => {
    expect(rowsFor('connect ETIMEDOUT 10.0.3.4:5432', ALL_OK)).toContainEqual(
      expect.objectContaining({ key: 'noAnswer', state: expect.stringMatching(/cannotTell|failed/) }),
    )
  })

  it('is no answer where the check itself cannot tell: what the text states stands', () => {
    const text = 'FATAL: role "orders_svc" does not exist'
    const [first] = rowsFor(text, { databaseUser: answer('databaseUser', { state: 'cannotTell' }) })
    expect(first).toMatchObject({ key: 'userMissing', state: 'failed' })
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
