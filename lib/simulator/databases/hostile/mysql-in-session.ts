import type { HostileServer } from './hostile-server'
import type { MysqlVisitor } from './mysql-visitor'
import {
  ACCOUNT_COLUMNS,
  accountRow,
  answer,
  column,
  columnsOf,
  eof,
  failure,
  firstRowOf,
  header,
  honestAnswer,
  numbered,
  ok,
  packet,
  row,
} from './mysql-words'

type Server = HostileServer<MysqlVisitor>

/** Honest as long as nothing is asked that has rows. */
const answering = (words: (sql: string) => Buffer | null): Server['script'] => {
  return visitor => visitor.session(sql => (/^(use|set) /.test(sql) ? honestAnswer(sql) : words(sql)))
}

/** The columns that were asked for, then this for ever. */
const flooding = (body: Buffer): Server['script'] => {
  return visitor =>
    visitor.session(sql => {
      if (/^(use|set) /.test(sql)) return honestAnswer(sql)
      const columns = ['account', 'place']
      visitor.say(columnsOf(columns))
      void visitor.flood(at => packet(firstRowOf(columns) + at, body)).catch(() => {})
      return null
    })
}

/** A whole answer that is good but for one value. */
const named = (name: string | Buffer) => answering(sql => honestAnswer(sql, name))

/** Once it has let us in, without being asked. */
const unasked = (...words: Buffer[]): Server['script'] => {
  return async visitor => {
    await visitor.password()
    visitor.say(Buffer.concat([packet(5, ok()), ...words]))
  }
}

const ONE = [column('account'), eof()]

/** Servers that take the token as they should and misbehave afterwards. */
export const MYSQL_IN_SESSION: Server[] = [
  { name: 'accepts, then silence', script: unasked(), test: 'role: ETIMEDOUT' },
  {
    name: 'accepts, then speaks without being asked',
    script: unasked(packet(1, ok())),
    test: 'role: notMysql',
  },
  {
    name: 'accepts, then says that the database does not exist',
    script: visitor => visitor.session(() => packet(1, failure(1049, "Unknown database 'orders'", '42000'))),
    test: 'role: 1049',
  },
  {
    name: 'asks for a file of ours instead of answering',
    script: answering(() => packet(1, Buffer.from('\xfb/etc/passwd', 'latin1'))),
    test: 'role: notMysql',
  },
  {
    name: 'asks for a file of ours when it is told to change a setting',
    script: visitor => visitor.session(() => packet(1, Buffer.from('\xfb~/.aws/credentials', 'latin1'))),
    test: 'role: notMysql',
  },
  { name: 'never answers a statement', script: answering(() => null), test: 'role: ETIMEDOUT' },
  {
    name: 'answers half a row',
    script: answering(() =>
      Buffer.concat([columnsOf(['account', 'place']), packet(5, row(['app', 'orders'])).subarray(0, 7)]),
    ),
    test: 'role: ETIMEDOUT',
  },
  { name: 'answers with rows without end', script: flooding(row(['app', 'orders'])), test: 'role: notMysql' },
  {
    name: 'answers with empty rows without end',
    script: flooding(row([null, null])),
    test: 'role: notMysql',
  },
  {
    name: 'answers with one endless row',
    script: answering(() => Buffer.concat([columnsOf(['account']), header(4, 0xffffff)])),
    test: 'role: notMysql',
  },
  {
    name: 'answers with a row that announces more than it holds',
    script: answering(() =>
      numbered([Buffer.from([1]), ...ONE, Buffer.from([0xfd, 0xff, 0xff, 0xff, 1]), eof()]),
    ),
    test: 'role: notMysql',
  },
  {
    name: 'answers with a row of four thousand petabytes',
    script: answering(() =>
      numbered([Buffer.from([1]), ...ONE, Buffer.from([0xfe, ...Array(8).fill(0xff), 1]), eof()]),
    ),
    test: 'role: notMysql',
  },
  {
    name: 'answers with more columns than anybody asks for',
    script: answering(() => packet(1, Buffer.from([0xfd, 0xff, 0xff, 0xff]))),
    test: 'role: notMysql',
  },
  {
    name: 'answers with columns without end',
    script: answering(() =>
      numbered([Buffer.from([2]), ...Array.from({ length: 9 }, () => column('account'))]),
    ),
    test: 'role: notMysql',
  },
  {
    name: 'describes a column with nothing',
    script: answering(() => numbered([Buffer.from([1]), Buffer.from([3, 0x64, 0x65, 0x66]), eof()])),
    test: 'role: notMysql',
  },
  {
    name: 'answers with fewer values than it announced',
    script: answering(() => Buffer.concat([columnsOf(['account', 'place']), packet(5, row(['app']))])),
    test: 'role: notMysql',
  },
  {
    name: 'answers a row before its columns',
    script: answering(() => numbered([Buffer.from([1]), row(['app']), eof()])),
    test: 'role: notMysql',
  },
  {
    name: 'answers with other columns',
    script: answering(() => answer(['__proto__', 'constructor'], [['a', 'b']])),
    test: 'role: notMysql',
  },
  {
    name: 'calls a column by a piece of program',
    script: answering(() => answer(["account'];process.exit(1);//", 'place'], [['a', 'b']])),
    test: 'role: notMysql',
  },
  {
    name: 'answers with no row',
    script: answering(() => answer(['account', 'place'], [])),
    test: 'role: notMysql',
  },
  {
    name: 'answers with an end instead of rows',
    script: answering(() => packet(1, ok())),
    test: 'role: notMysql',
  },
  {
    name: 'answers one statement twice',
    script: answering(sql => Buffer.concat([honestAnswer(sql), honestAnswer(sql)])),
    test: /^(role: notMysql|ok: )/,
    scan: /without being asked/,
  },
  {
    name: 'announces a second answer',
    script: answering(() => numbered([Buffer.from([1]), ...ONE, row(['app']), eof(0x000a)])),
    test: 'role: notMysql',
  },
  {
    name: 'counts its packets wrong',
    script: answering(() => numbered([Buffer.from([1]), ...ONE, row(['app']), eof()], 3)),
    test: 'role: notMysql',
  },
  {
    name: 'fails in the middle of the rows',
    script: answering(() =>
      numbered([Buffer.from([1]), ...ONE, failure(1317, 'Query execution was interrupted', '70100')]),
    ),
    test: 'role: 1317',
  },
  {
    name: 'sends a number where a flag should be',
    script: answering(sql =>
      sql.includes('as most_sessions')
        ? answer(ACCOUNT_COLUMNS, [accountRow('app').map(value => (value === '0' ? '7' : value))])
        : honestAnswer(sql),
    ),
    test: 'ok: current_user is app, in orders',
    scan: /no MySQL does/,
  },
  {
    name: 'sends a list that is no JSON',
    script: answering(sql =>
      sql.includes('as most_sessions')
        ? answer(ACCOUNT_COLUMNS, [accountRow('app').map(value => (value === '[]' ? '[[{' : value))])
        : honestAnswer(sql),
    ),
    test: 'ok: current_user is app, in orders',
    scan: /no MySQL does/,
  },
  {
    name: 'refuses every table of the catalog',
    script: answering(sql =>
      /place|version/.test(sql) && !sql.includes('mysql.')
        ? honestAnswer(sql)
        : packet(1, failure(1142, "SELECT command denied to user 'gatehouse_scan'@'10.0.4.17'", '42000')),
    ),
    test: 'ok: current_user is app, in orders',
    scan: /may not read who the users.*GRANT SELECT ON mysql\.\* TO 'gatehouse_scan'@'%';/s,
  },
  { name: 'has a name with NUL in it', script: named('app\0evil'), test: 'role: notMysql' },
  { name: 'has a name longer than a name can be', script: named('a'.repeat(1_100)), test: 'role: notMysql' },
  {
    name: 'has a name that is not UTF-8',
    script: named(Buffer.from([0x61, 0xff, 0xfe])),
    test: 'ok: current_user is a\ufffd\ufffd, in orders',
    scan: 'ok: a\ufffd\ufffd',
  },
  {
    name: 'closes in the middle of an answer',
    script: visitor =>
      visitor.session(sql => {
        if (/^(use|set) /.test(sql)) return honestAnswer(sql)
        visitor.socket.end(columnsOf(['account', 'place']))
        return null
      }),
    test: 'role: ECONNRESET',
  },
  {
    name: 'never hears the goodbye',
    script: visitor => visitor.session(),
    test: 'ok: current_user is app, in orders',
    scan: 'ok: app',
  },
]
