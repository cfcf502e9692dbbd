import { afterEach, expect, it, vi } from 'vitest'
import { newAccount } from '@/lib/account'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { forgetFailed, sayFailed } from './say-failed'

const lines = vi.spyOn(log, 'warn').mockImplementation(() => undefined)
const said = () => lines.mock.calls.map(([about]) => about)
const away = (host: string) =>
  new AppError('unavailable', `${host} could not be read.`, { answer: `getaddrinfo ENOTFOUND ${host}` })
const db = { resourceId: 'db-X' }

afterEach(() => lines.mockClear())

it('a database that cannot be reached is one sentence in the log, without a stack, however often it is tried', () => {
  const account = newAccount()
  for (let tries = 0; tries < 3; tries++)
    expect(sayFailed(account, 'read-database', db, away('a.example'))).toBe('a.example could not be read.')
  expect(said()).toEqual([
    { job: 'read-database', reason: 'a.example could not be read. It says: getaddrinfo ENOTFOUND a.example' },
  ])
})

it('another cause, another database, and a failure after it went well are each told', () => {
  const account = newAccount()
  sayFailed(account, 'read-database', db, away('a.example'))
  sayFailed(account, 'read-database', db, away('b.example'))
  sayFailed(account, 'read-database', { resourceId: 'db-Y' }, away('b.example'))
  forgetFailed(account, 'read-database', db)
  sayFailed(account, 'read-database', db, away('b.example'))
  expect(said()).toHaveLength(4)
})

it('what nobody expected keeps its stack, each time', () => {
  const account = newAccount()
  const error = new TypeError('x is undefined')
  for (let tries = 0; tries < 2; tries++)
    expect(sayFailed(account, 'read-database', db, error)).toMatch(/^Something unexpected stopped it/)
  expect(said()).toEqual([
    { err: error, job: 'read-database' },
    { err: error, job: 'read-database' },
  ])
})
