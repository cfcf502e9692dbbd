import { describe, expect, it } from 'vitest'
import { recognise } from '@/lib/connect/doctor/recognise'
import type { DoctorTarget } from '@/lib/services/doctor/get-doctor'
import { markedParts } from './marked-parts'
import { wantedBy, whichWords } from './read-text'
import { recognisedWords } from './recognised-words'

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
const nothing = { region: null, resourceId: null, user: null, as: null }
const TEXT = `psql: error: connection to server at "${host}" (10.0.14.27), port 5432 failed: FATAL:  PAM authentication failed for user "orders_svc"`

describe('what a text names', () => {
  it('fills the fields by the endpoint of a target, and drops whoever was chosen for another user', () => {
    const before = { ...nothing, as: 'arn:aws:iam::111122223333:role/x', user: 'metrics' }
    expect(wantedBy(recognise(TEXT).symptoms, [target], before)).toEqual({
      region: 'us-east-1',
      resourceId: 'db-ORDERS',
      user: 'orders_svc',
      as: null,
    })
  })
  it.each([
    [[], 'Which was it? The text does not say.'],
    [
      ['orders-prod.zzzzzzzzzzzz.us-east-1.rds.amazonaws.com'],
      /^No target that was read answers to orders-prod\.zzzz/,
    ],
    [['orders.c9xk2m4ab7qz.rds.cn-north-1.amazonaws.com.cn'], /^No target that was read answers to/],
    [['localhost'], 'Which was it? localhost may lead to any of them.'],
    [['db.example.com'], 'Which was it? db.example.com may lead to any of them.'],
  ])('asks for the target that %j does not lead to', (hosts, words) => {
    expect(whichWords(hosts)).toMatch(words)
  })
  it('names who signed, where a line of the log does', () => {
    const line =
      "because the IAM policy assumed by the caller 'arn:aws:sts::111122223333:assumed-role/app/s' is not authorized to perform `rds-db:connect` on the DB instance. (Status Code: 403, Error Code: NotAuthorized)"
    const { symptoms } = recognise(`Failed to authorize the connection request for user metrics ${line}`)
    expect(wantedBy(symptoms, [target], nothing)).toMatchObject({
      user: 'metrics',
      as: 'arn:aws:sts::111122223333:assumed-role/app/s',
    })
  })
  it('leads nowhere where the fields hold it already, and nowhere by a host that is no target', () => {
    const held = { region: 'us-east-1', resourceId: 'db-ORDERS', user: 'orders_svc', as: null }
    expect(wantedBy(recognise(TEXT).symptoms, [target], held)).toBeNull()
    expect(
      wantedBy(recognise('could not translate host name "db.example.com"').symptoms, [target], nothing),
    ).toBeNull()
  })
  it('is said in words, and nothing is said of what nobody knows', () => {
    expect(recognisedWords(recognise(TEXT), TEXT)).toBe('PostgreSQL, an error')
    expect(recognisedWords(recognise('lorem ipsum'), 'lorem ipsum')).toBeNull()
  })
})

describe('the copy behind the letters', () => {
  it('holds the whole text, letter by letter, whatever is marked', () => {
    const { marks } = recognise(TEXT)
    expect(marks.length).toBeGreaterThan(0)
    const parts = markedParts(TEXT, marks)
    expect(parts.map(({ words }) => words).join('')).toBe(TEXT)
    expect(parts.filter(({ marked }) => marked).map(({ words }) => words)).toContain('orders_svc')
  })
  it('keeps its last line where the text ends with a line break, and stands marks past the end', () => {
    expect(markedParts('a\n', []).at(-1)?.words).toBe(' ')
    expect(markedParts('ab', [{ start: 1, end: 9, what: 'sign' }]).map(({ words }) => words)).toEqual([
      'a',
      'b',
    ])
  })
})
