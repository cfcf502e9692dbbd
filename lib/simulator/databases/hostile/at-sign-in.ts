import type { HostileServer } from './hostile-server'
import { ASK, failure, header, int32, OK, READY, setting, signInRequest } from './server-words'

const asking = (way: number, rest: string | Buffer = ''): HostileServer['script'] => {
  return async visitor => {
    await visitor.startup()
    visitor.say(signInRequest(way, rest))
  }
}

const NEVER_ENDING = Buffer.concat([Buffer.from('E'), int32(12), Buffer.from('SFATALxx')])

/** Servers with the right certificate that misbehave where the token is asked for. */
export const AT_SIGN_IN: HostileServer[] = [
  {
    name: 'lets in without asking',
    script: async visitor => {
      await visitor.startup()
      visitor.say(OK, setting('server_version', '17.4'), READY)
    },
    test: 'iam: tokenNotAsked',
  },
  {
    name: 'is ready without any sign-in',
    script: async visitor => {
      await visitor.startup()
      visitor.say(READY)
    },
    test: 'iam: notPostgres',
  },
  { name: 'asks for an MD5 password', script: asking(5, 'salt'), test: 'iam: tokenNotAsked' },
  { name: 'asks for SCRAM', script: asking(10, 'SCRAM-SHA-256\0\0'), test: 'iam: tokenNotAsked' },
  { name: 'asks for GSSAPI', script: asking(7), test: 'iam: tokenNotAsked' },
  { name: 'asks in an unknown way', script: asking(99), test: 'iam: tokenNotAsked' },
  { name: 'asks for MD5 without a salt', script: asking(5), test: 'iam: tokenNotAsked' },
  { name: 'lets in with bytes too many', script: asking(0, 'more'), test: 'iam: tokenNotAsked' },
  {
    name: 'asks for the token again and again',
    script: async visitor => {
      await visitor.password()
      await visitor.flood(ASK)
    },
    test: 'iam: notPostgres',
  },
  {
    name: 'takes the token, then silence',
    script: visitor => visitor.password(),
    test: 'iam: ETIMEDOUT',
  },
  {
    name: 'takes the token, then closes',
    script: async visitor => {
      await visitor.password()
      visitor.socket.end()
    },
    test: 'iam: ECONNRESET',
  },
  {
    name: 'takes the token, then asks for MD5',
    script: async visitor => {
      await visitor.password()
      visitor.say(signInRequest(5, 'salt'))
    },
    test: 'iam: tokenNotAsked',
  },
  {
    name: 'half closes after the startup packet',
    script: async visitor => {
      await visitor.startup()
      visitor.socket.end()
    },
    test: 'iam: ECONNRESET',
  },
  {
    name: 'floods with notices',
    script: async visitor => {
      await visitor.startup()
      await visitor.flood(failure({ M: 'hello' }, 'N'))
    },
    test: 'iam: notPostgres',
  },
  {
    name: 'announces two gigabytes',
    script: async visitor => {
      await visitor.startup()
      visitor.say(header('N', 2_147_483_647))
      await visitor.flood(Buffer.alloc(65_536, 'x'))
    },
    test: 'iam: notPostgres',
  },
  {
    name: 'announces a negative length',
    script: async visitor => {
      await visitor.startup()
      visitor.say(header('N', -1), 'xxxx')
    },
    test: 'iam: notPostgres',
  },
  {
    name: 'announces a length shorter than itself',
    script: async visitor => {
      await visitor.startup()
      visitor.say(header('N', 0), 'xxxx')
    },
    test: 'iam: notPostgres',
  },
  {
    name: 'sends an error without an end',
    script: async visitor => {
      await visitor.startup()
      visitor.say(NEVER_ENDING)
    },
    test: 'iam: notPostgres',
  },
  {
    name: 'sends an empty error',
    script: async visitor => {
      await visitor.startup()
      visitor.say(header('E', 4))
    },
    test: 'iam: notPostgres',
  },
  {
    name: 'drips one byte at a time',
    script: async visitor => {
      await visitor.startup()
      visitor.drip(Buffer.concat([ASK, failure({ M: 'slow' }, 'N')]), 30)
    },
    test: 'iam: ETIMEDOUT',
  },
  {
    name: 'speaks another protocol over TLS',
    script: async visitor => {
      await visitor.startup()
      visitor.say('HTTP/1.1 400 Bad Request\r\n\r\n')
    },
    test: 'iam: notPostgres',
  },
  {
    name: 'negotiates another version',
    script: async visitor => {
      await visitor.startup()
      visitor.say(header('v', 12), Buffer.alloc(8))
    },
    test: 'iam: notPostgres',
  },
  {
    name: 'refuses and keeps the socket open',
    script: async visitor => {
      await visitor.password()
      visitor.say(failure({ M: 'PAM authentication failed for user "app_readonly"' }))
    },
    test: 'iam: 28000',
  },
  {
    name: 'starts up and keeps the socket open',
    script: async visitor => {
      await visitor.password()
      visitor.say(failure({ C: '57P03', M: 'the database system is starting up' }))
    },
    test: 'iam: 57P03',
  },
]
