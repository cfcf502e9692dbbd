import type { HostileServer } from './hostile-server'
import { ASK, failure } from './server-words'

/** Servers that misbehave before or while TLS is made: nothing may have been sent to them but the request for it. */
export const BEFORE_TLS: HostileServer[] = [
  { name: 'never says a word', script: () => {}, test: 'tls: ETIMEDOUT' },
  { name: 'closes at once', script: visitor => visitor.raw.end(), test: 'tls: ECONNRESET' },
  {
    name: 'resets at once',
    script: visitor => visitor.raw.resetAndDestroy(),
    test: /^(tcp|tls): (ECONNRESET|EPIPE)$/,
  },
  { name: 'refuses TLS', script: visitor => visitor.say('N'), test: 'tls: ERR_NO_TLS' },
  {
    name: 'answers S, then silence',
    script: async visitor => {
      await visitor.sslRequest()
      visitor.say('S')
    },
    test: 'tls: ETIMEDOUT',
  },
  {
    name: 'answers S, then closes',
    script: async visitor => {
      await visitor.sslRequest()
      visitor.raw.end('S')
    },
    test: 'tls: ECONNRESET',
  },
  {
    name: 'answers S with unencrypted words behind it',
    script: async visitor => {
      await visitor.sslRequest()
      visitor.say(Buffer.concat([Buffer.from('S'), ASK]))
    },
    test: 'tls: notPostgres',
  },
  {
    name: 'asks for the password before TLS',
    script: async visitor => {
      await visitor.sslRequest()
      visitor.say(ASK)
    },
    test: 'tls: notPostgres',
  },
  {
    name: 'answers E and keeps the socket open',
    script: async visitor => {
      await visitor.sslRequest()
      visitor.say(failure({ M: 'too many connections, try <b>here</b>' }))
    },
    test: 'tls: notPostgres',
  },
  {
    name: 'speaks HTTP',
    script: visitor => visitor.say('HTTP/1.1 200 OK\r\n\r\n'),
    test: 'tls: notPostgres',
  },
  {
    name: 'answers S, then noise instead of TLS',
    script: async visitor => {
      await visitor.sslRequest()
      visitor.say('S')
      visitor.raw.once('data', () => visitor.say(Buffer.alloc(4_096, 0x41)))
    },
    test: /^tls: (ERR_SSL_|EPROTO)/,
  },
  {
    name: 'answers S, then drips a TLS record',
    script: async visitor => {
      await visitor.sslRequest()
      visitor.say('S')
      visitor.drip(Buffer.from([22, 3, 3, 64, 0, 2, 0, 63, 252]), 20)
    },
    test: /^tls: (ETIMEDOUT|ERR_SSL_)/,
  },
  {
    name: 'floods before TLS',
    script: visitor => visitor.flood(Buffer.alloc(65_536, 'S')),
    test: 'tls: notPostgres',
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
