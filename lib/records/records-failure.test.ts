import { expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import { embeddedFailure, recordsFailure } from './records-failure'

const failing = (code: string, message = 'x') => Object.assign(new Error(message), { code })

it.each<[string, Error, RegExp]>([
  ['a standby', failing('25006', 'cannot execute INSERT in a read-only transaction'), /is read-only/],
  ['a full disk', failing('53100', 'could not extend file: No space left on device'), /disk .* is full/],
  ['a missing permission', failing('42501', 'permission denied for table audit'), /lacks a permission/],
  ['a lock that is held too long', failing('55P03'), /busy/],
  ['too many connections', failing('53300'), /busy/],
  ['a pool without a free connection', new Error('timeout exceeded when trying to connect'), /busy/],
  ['a wrong password', failing('28P01', 'password authentication failed'), /refuses our sign-in/],
  ['a database that is not there', failing('3D000'), /refuses our sign-in/],
  ['a server that is down', failing('ECONNREFUSED'), /cannot be reached/],
  ['a server that shuts down', failing('57P01'), /cannot be reached/],
  ['a certificate that nobody trusted signed', failing('SELF_SIGNED_CERT_IN_CHAIN'), /TLS connection/],
  ['a server without TLS', new Error('The server does not support SSL connections'), /TLS connection/],
  ['a connection that broke', new Error('Connection terminated unexpectedly'), /cannot be reached/],
])('says of %s what is the matter, and that it may pass', (_, error, sentence) => {
  const failure = recordsFailure(error)
  expect(failure).toBeInstanceOf(AppError)
  expect(failure).toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(sentence),
    cause: error,
  })
})

it.each([
  [
    "EACCES: permission denied, mkdir '/srv/data'",
    /data folder \/srv\/data cannot be written.*GATEHOUSE_DATA_DIR/,
  ],
  ["ENOTDIR: not a directory, mkdir '/srv/data'", /cannot be written/],
  ['initdb could not create x: No space left on device', /disk of the data folder .* is full/],
  ['the supervisor is gone', /did not start.*DATABASE_URL/],
])('says of "%s" why there are no records, and what to do', (text, sentence) => {
  expect(embeddedFailure(new Error(text), '/srv/data')).toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(sentence),
    answer: text,
  })
})

it('leaves our own errors, and those it does not know, as they are', () => {
  const own = new AppError('conflict', 'Somebody was faster.')
  const refused = failing('42501', 'The audit log is append-only: update on audit is refused.')
  for (const error of [own, refused, failing('23505'), new Error('x'), 'text'])
    expect(recordsFailure(error)).toBe(error)
})

it('repeats no password that a database echoes', () => {
  const failure = recordsFailure(failing('08006', 'cannot reach postgresql://app:hunter2@db/x')) as AppError
  expect(failure.answer).not.toContain('hunter2')
})
