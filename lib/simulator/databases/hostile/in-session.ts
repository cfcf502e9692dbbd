import { tagged } from '../front/messages'
import type { HostileServer } from './hostile-server'
import {
  columns,
  done,
  failure,
  header,
  honestAnswer,
  OK,
  READY,
  roleColumns,
  roleRow,
  row,
  setting,
  signInRequest,
} from './server-words'

const answering = (answer: (sql: string) => Buffer | null): HostileServer['script'] => {
  return visitor => visitor.session(sql => (sql.startsWith('begin') ? honestAnswer(sql) : answer(sql)))
}

const floodingWith = (words: Buffer): HostileServer['script'] => {
  return async visitor => {
    await visitor.session(sql => (sql.startsWith('begin') ? honestAnswer(sql) : roleColumns(sql)))
    visitor.socket.on('data', (bytes: Buffer) => {
      if (!bytes.includes('begin')) void visitor.flood(words).catch(() => {})
    })
  }
}

/** A whole answer that is good but for one value. */
const named = (name: string | Buffer) => answering(sql => honestAnswer(sql, name))

/** Servers that take the token as they should and misbehave afterwards. */
export const IN_SESSION: HostileServer[] = [
  {
    name: 'accepts, then silence',
    script: async visitor => {
      await visitor.password()
      visitor.say(OK)
    },
    test: 'role: ETIMEDOUT',
  },
  {
    name: 'accepts, then floods with settings',
    script: async visitor => {
      await visitor.password()
      visitor.say(OK)
      await visitor.flood(setting('a', 'b'))
    },
    test: 'role: notPostgres',
  },
  {
    name: 'accepts, then asks for MD5',
    script: async visitor => {
      await visitor.password()
      visitor.say(OK, signInRequest(5, 'salt'))
    },
    test: 'role: notPostgres',
  },
  {
    name: 'accepts, then says that the database does not exist',
    script: async visitor => {
      await visitor.password()
      visitor.say(OK, failure({ C: '3D000', M: 'database "orders" does not exist' }))
    },
    test: 'role: 3D000',
  },
  {
    name: 'sends rows that nobody asked for',
    script: async visitor => {
      await visitor.password()
      visitor.say(OK, READY, roleColumns(''), roleRow('app'), done('SELECT 1'))
    },
    test: 'role: notPostgres',
  },
  { name: 'never answers a statement', script: answering(() => null), test: 'role: ETIMEDOUT' },
  {
    name: 'answers half a row',
    script: answering(sql => Buffer.concat([roleColumns(sql), roleRow('app').subarray(0, 12)])),
    test: 'role: ETIMEDOUT',
  },
  { name: 'answers with rows without end', script: floodingWith(roleRow('app')), test: 'role: notPostgres' },
  {
    name: 'answers with empty rows without end',
    script: floodingWith(Buffer.concat(Array.from({ length: 1_000 }, () => row([])))),
    test: 'role: notPostgres',
  },
  {
    name: 'answers with one endless row',
    script: answering(sql => Buffer.concat([roleColumns(sql), header('D', 1_500_000_000)])),
    test: 'role: notPostgres',
  },
  {
    name: 'answers with notices without end',
    script: floodingWith(failure({ M: 'hello' }, 'N')),
    test: 'role: notPostgres',
  },
  {
    name: 'answers with a negative number of columns',
    script: answering(() => tagged('T', Buffer.from([0xff, 0xfe]))),
    test: 'role: notPostgres',
  },
  {
    name: 'answers with fewer values than it announced',
    script: answering(sql =>
      Buffer.concat([roleColumns(sql), tagged('D', Buffer.from([0, 9, 0, 0])), done('SELECT 1'), READY]),
    ),
    test: 'role: notPostgres',
  },
  {
    name: 'answers a row before its columns',
    script: answering(() => Buffer.concat([row(['app']), done('SELECT 1'), READY])),
    test: 'role: notPostgres',
  },
  {
    name: 'answers with other columns',
    script: answering(() =>
      Buffer.concat([columns([['__proto__'], ['constructor']]), row(['a', 'b']), done('SELECT 1'), READY]),
    ),
    test: 'role: notPostgres',
  },
  {
    name: 'answers with no row',
    script: answering(sql => Buffer.concat([roleColumns(sql), done('SELECT 0'), READY])),
    test: 'role: notPostgres',
  },
  {
    name: 'answers one statement twice',
    script: answering(sql => {
      const once = honestAnswer(sql).subarray(0, -READY.length)
      return Buffer.concat([once, once, READY])
    }),
    test: 'role: notPostgres',
  },
  {
    name: 'answers with a copy instead of rows',
    script: answering(() => tagged('G', Buffer.from([0, 0, 0]))),
    test: 'role: notPostgres',
  },
  { name: 'has a name with NUL in it', script: named('app\0evil'), test: 'role: notPostgres' },
  { name: 'has a name longer than a name can be', script: named('a'.repeat(64)), test: 'role: notPostgres' },
  {
    name: 'has a name that is not UTF-8',
    script: named(Buffer.from([0x61, 0xff, 0xfe])),
    test: 'ok: current_user is a\ufffd\ufffd, in orders',
    scan: 'ok: a\ufffd\ufffd',
  },
  {
    name: 'closes in the middle of an answer',
    script: async visitor => {
      await visitor.session(sql => (sql.startsWith('begin') ? honestAnswer(sql) : roleColumns(sql)))
      visitor.socket.on('data', (bytes: Buffer) => {
        if (!bytes.includes('begin')) visitor.socket.end()
      })
    },
    test: 'role: ECONNRESET',
  },
  {
    name: 'never hears the goodbye',
    script: visitor => visitor.session(),
    test: 'ok: current_user is app, in orders',
    scan: 'ok: app',
  },
]
