import type { HostileServer } from './hostile-server'
import type { MysqlVisitor } from './mysql-visitor'
import { ASK, eof, failure, header, ok, packet, switchTo } from './mysql-words'

type Server = HostileServer<MysqlVisitor>

/** Says it where the token should be asked for. */
const instead = (...bodies: Buffer[]): Server['script'] => {
  return async visitor => {
    await visitor.startup()
    visitor.say(...bodies.map((body, at) => packet(3 + at, body)))
  }
}
/** Says it when it has the token. */
const afterwards = (...words: Buffer[]): Server['script'] => {
  return async visitor => {
    await visitor.password()
    visitor.say(...words)
  }
}

const SALT = `${'s'.repeat(20)}\0`

/** Servers with the right certificate that misbehave where the token is asked for. */
export const MYSQL_AT_SIGN_IN: Server[] = [
  { name: 'lets in without asking', script: instead(ok()), test: 'iam: tokenNotAsked' },
  {
    name: 'asks for a native password',
    script: instead(switchTo('mysql_native_password', SALT)),
    test: 'iam: tokenNotAsked',
  },
  {
    name: 'asks for a password of MySQL 8',
    script: instead(switchTo('caching_sha2_password', SALT)),
    test: 'iam: tokenNotAsked',
    scan: /refused app_readonly/,
  },
  {
    name: 'asks for a key of its own first',
    script: instead(switchTo('sha256_password', SALT)),
    test: 'iam: tokenNotAsked',
  },
  {
    name: 'asks by PAM dialog',
    script: instead(switchTo('dialog', '\x04Password: ')),
    test: 'iam: tokenNotAsked',
  },
  {
    name: 'asks by a plugin called __proto__',
    script: instead(switchTo('__proto__')),
    test: 'iam: tokenNotAsked',
  },
  {
    name: 'asks by a plugin with markup in its name',
    script: instead(switchTo('<b>call 0800</b>')),
    test: 'iam: tokenNotAsked',
  },
  { name: 'asks as MySQL 4 did', script: instead(Buffer.from([0xfe])), test: 'iam: tokenNotAsked' },
  {
    name: 'goes on with a plugin nobody chose',
    script: instead(Buffer.from([1, 4])),
    test: 'iam: tokenNotAsked',
  },
  {
    name: 'asks for a second factor at once',
    script: instead(Buffer.concat([Buffer.from([2]), Buffer.from('mysql_clear_password\0')])),
    test: 'iam: tokenNotAsked',
  },
  {
    name: 'asks for the token again',
    script: afterwards(packet(5, ASK)),
    test: 'iam: notMysql',
  },
  {
    name: 'asks for the token again and again',
    script: async visitor => {
      await visitor.startup()
      await visitor.flood(at => packet(3 + 2 * at, ASK))
    },
    test: 'iam: notMysql',
  },
  {
    name: 'asks for the token, then for another password',
    script: afterwards(packet(5, switchTo('mysql_native_password', SALT))),
    test: 'iam: notMysql',
  },
  {
    name: 'asks for the token and lets in before it was given',
    script: async visitor => {
      await visitor.startup()
      visitor.say(Buffer.concat([packet(3, ASK), packet(4, ok())]))
    },
    test: 'iam: tokenNotAsked',
  },
  { name: 'takes the token, then silence', script: afterwards(), test: 'iam: ETIMEDOUT' },
  {
    name: 'takes the token, then closes',
    script: async visitor => {
      await visitor.password()
      visitor.socket.end()
    },
    test: 'iam: ECONNRESET',
  },
  {
    name: 'takes the token, then asks for a file',
    script: afterwards(packet(5, Buffer.from('\xfb/etc/passwd', 'latin1'))),
    test: 'iam: tokenNotAsked',
  },
  {
    name: 'takes the token, then sends half an end',
    script: afterwards(packet(5, ok()).subarray(0, 6)),
    test: 'iam: ETIMEDOUT',
  },
  {
    name: 'takes the token, then an end without an end',
    script: afterwards(packet(5, Buffer.from([0, 0xfc]))),
    test: 'iam: notMysql',
  },
  { name: 'takes the token, then counts wrong', script: afterwards(packet(9, ok())), test: 'iam: notMysql' },
  { name: 'lets in and announces more', script: afterwards(packet(5, ok(0x000a))), test: 'iam: notMysql' },
  {
    name: 'half closes after the handshake',
    script: async visitor => {
      await visitor.startup()
      visitor.socket.end()
    },
    test: 'iam: ECONNRESET',
  },
  {
    name: 'announces sixteen megabytes',
    script: async visitor => {
      await visitor.startup()
      visitor.say(header(3, 0xffffff))
      await visitor.flood(() => Buffer.alloc(65_536, 'x'))
    },
    test: 'iam: notMysql',
  },
  {
    name: 'sends a packet of nothing',
    script: async visitor => {
      await visitor.startup()
      visitor.say(header(3, 0))
    },
    test: 'iam: notMysql',
  },
  { name: 'sends an error cut short', script: instead(Buffer.from([0xff, 0x15])), test: 'iam: notMysql' },
  {
    name: 'sends an error without a state',
    script: instead(Buffer.from([0xff, 0x15, 4, 0x41, 0x41])),
    test: 'iam: notMysql',
  },
  {
    name: 'sends rows instead of an answer',
    script: instead(Buffer.from([1]), eof()),
    test: 'iam: tokenNotAsked',
  },
  {
    name: 'drips one byte at a time',
    script: async visitor => {
      await visitor.startup()
      visitor.drip(packet(3, ASK), 200)
    },
    test: 'iam: ETIMEDOUT',
  },
  {
    name: 'speaks another protocol over TLS',
    script: async visitor => {
      await visitor.startup()
      visitor.say('HTTP/1.1 400 Bad Request\r\n\r\n')
    },
    test: 'iam: notMysql',
  },
  {
    name: 'refuses and keeps the socket open',
    script: afterwards(
      packet(
        5,
        failure(1045, "Access denied for user 'app_readonly'@'10.0.4.17' (using password: YES)", '28000'),
      ),
    ),
    test: 'iam: 1045',
    scan: /refused app_readonly.*ERROR 1045 \(28000\): Access denied for user 'app_readonly'@'10\.0\.4\.17'/s,
  },
  {
    name: 'refuses, then lets in all the same',
    script: afterwards(Buffer.concat([packet(5, failure(1045, 'Access denied', '28000')), packet(6, ok())])),
    test: 'iam: 1045',
  },
  {
    name: 'has not loaded the plugin',
    script: instead(failure(1524, "Plugin 'AWSAuthenticationPlugin' is not loaded")),
    test: 'iam: 1524',
    scan: /refused app_readonly.*ERROR 1524 \(HY000\)/s,
  },
  {
    name: 'has locked the account',
    script: afterwards(
      packet(5, failure(3118, "Access denied for user 'app_readonly'@'%'. Account is locked.")),
    ),
    test: 'iam: 3118',
    scan: /refused app_readonly/,
  },
  {
    name: 'has locked the account, as MariaDB says it',
    script: afterwards(packet(5, failure(4151, 'Access denied, this account is locked'))),
    test: 'iam: 4151',
    scan: /refused app_readonly/,
  },
  {
    name: 'has let the password expire',
    script: afterwards(packet(5, failure(1862, 'Your password has expired.'))),
    test: 'iam: 1862',
    scan: /refused app_readonly/,
  },
  {
    name: 'knows no such client',
    script: instead(
      failure(1251, 'Client does not support authentication protocol requested by server', '08004'),
    ),
    test: 'iam: 1251',
  },
  {
    name: 'shuts down and counts anew',
    script: afterwards(packet(0, failure(1053, 'Server shutdown in progress', '08S01'))),
    test: 'iam: 1053',
  },
]
