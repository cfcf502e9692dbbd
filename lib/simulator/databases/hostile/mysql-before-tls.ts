import type { HostileServer } from './hostile-server'
import type { MysqlVisitor } from './mysql-visitor'
import { ASK, earlyFailure, failure, greeting, greetingBody, header, packet } from './mysql-words'

type Server = HostileServer<MysqlVisitor>

const saying = (...words: Buffer[]): Server['script'] => {
  return visitor => visitor.say(...words)
}

/** Servers that misbehave before or while TLS is made: nothing may have been sent to them but the request for it. */
export const MYSQL_BEFORE_TLS: Server[] = [
  { name: 'never says a word', script: () => {}, test: 'tls: ETIMEDOUT' },
  { name: 'closes at once', script: visitor => visitor.raw.end(), test: 'tls: ECONNRESET' },
  {
    name: 'resets at once',
    script: visitor => visitor.raw.resetAndDestroy(),
    test: /^(tcp|tls): (ECONNRESET|EPIPE)$/,
  },
  { name: 'greets without TLS', script: saying(greeting({ ssl: false })), test: 'tls: ERR_NO_TLS' },
  { name: 'greets in protocol 9', script: saying(greeting({ protocol: 9 })), test: 'tls: notMysql' },
  {
    name: 'greets with half a greeting, then silence',
    script: saying(greeting().subarray(0, 30)),
    test: 'tls: ETIMEDOUT',
  },
  {
    name: 'greets with a greeting cut short',
    script: saying(packet(0, greetingBody().subarray(0, 20))),
    test: 'tls: notMysql',
  },
  {
    name: 'drips its greeting',
    script: visitor => visitor.drip(greeting(), 60),
    test: 'tls: ETIMEDOUT',
  },
  {
    name: 'announces a greeting of sixteen megabytes',
    script: saying(header(0, 0xffffff), Buffer.from([10])),
    test: 'tls: notMysql',
  },
  { name: 'greets out of order', script: saying(packet(7, greetingBody())), test: 'tls: notMysql' },
  {
    name: 'has words in its version that turn a text around',
    script: async visitor => {
      visitor.say(greeting({ version: `8.0 \u202e<b>call 0800 1234</b>\n` }))
      visitor.raw.end()
    },
    test: 'tls: ECONNRESET',
  },
  {
    name: 'sends words behind its greeting, ahead of TLS',
    script: saying(Buffer.concat([greeting(), packet(1, ASK)])),
    test: 'tls: notMysql',
  },
  { name: 'asks for the token before TLS', script: saying(packet(0, ASK)), test: 'tls: notMysql' },
  {
    name: 'has too many connections',
    script: saying(earlyFailure(1040, 'Too many connections')),
    test: 'tls: refusedBeforeTls',
    scan: /before TLS.*too many connections \(error 1040\)/,
  },
  {
    name: 'lets no such host in, and says it in words of its own',
    script: saying(earlyFailure(1130, 'Host is not allowed, <b>call 0800 1234</b>')),
    test: 'tls: refusedBeforeTls',
    scan: /nobody in from the address of this machine \(error 1130\)(?!.*0800)/s,
  },
  {
    name: 'answers with an unknown error and keeps the socket open',
    script: saying(packet(0, failure(9999, 'try <b>here</b>'))),
    test: 'tls: refusedBeforeTls',
  },
  {
    name: 'asks for the token instead of TLS',
    script: async visitor => {
      await visitor.sslRequest()
      visitor.say(packet(2, ASK))
    },
    test: /^tls: (ERR_SSL_|EPROTO)/,
  },
  {
    name: 'answers the request for TLS with silence',
    script: visitor => visitor.sslRequest(),
    test: 'tls: ETIMEDOUT',
  },
  {
    name: 'answers the request for TLS by closing',
    script: async visitor => {
      await visitor.sslRequest()
      visitor.raw.end()
    },
    test: 'tls: ECONNRESET',
  },
  {
    name: 'answers noise instead of TLS',
    script: async visitor => {
      await visitor.sslRequest()
      visitor.say(Buffer.alloc(4_096, 0x41))
    },
    test: /^tls: (ERR_SSL_|EPROTO)/,
  },
  {
    name: 'speaks HTTP',
    script: saying(Buffer.from('HTTP/1.1 200 OK\r\n\r\n')),
    test: 'tls: notMysql',
  },
  { name: 'speaks as PostgreSQL does', script: saying(Buffer.from('S')), test: 'tls: ETIMEDOUT' },
  {
    name: 'floods before TLS',
    script: visitor => visitor.flood(() => Buffer.alloc(65_536, 'S')),
    test: 'tls: notMysql',
  },
  {
    name: 'has the certificate of another host',
    certificate: 'otherName',
    script: visitor => visitor.session(),
    test: 'tls: ERR_TLS_CERT_ALTNAME_INVALID',
  },
  {
    name: 'has an expired certificate',
    certificate: 'expired',
    script: visitor => visitor.session(),
    test: 'tls: CERT_HAS_EXPIRED',
  },
  {
    name: 'has a certificate of another authority',
    certificate: 'otherAuthority',
    script: visitor => visitor.session(),
    test: /^tls: (UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_SIGNATURE_FAILURE|UNABLE_TO_GET_ISSUER_CERT)/,
  },
]
