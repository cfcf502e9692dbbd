import type { HostileServer } from './hostile-server'
import type { MysqlVisitor } from './mysql-visitor'
import { failure, honestAnswer, packet } from './mysql-words'

type Server = HostileServer<MysqlVisitor>

const refusing = (text: (token: string) => string, state = '28000'): Server['script'] => {
  return async visitor => {
    const token = await visitor.password()
    visitor.say(packet(5, failure(1045, text(token), state)))
  }
}

const base64 = (text: string) => Buffer.from(text).toString('base64')
const valueIn = (token: string, name: string) => new URLSearchParams(token.split('/?')[1]).get(name) ?? ''
const signatureOf = (token: string) => valueIn(token, 'X-Amz-Signature')

/** Servers that give back what they were given. Nothing of it may reach an outcome. */
export const MYSQL_ECHOING: Server[] = [
  { name: 'echoes the token', script: refusing(token => `wrong: ${token}`), test: 'iam: 1045' },
  { name: 'echoes its signature', script: refusing(signatureOf), test: 'iam: 1045' },
  {
    name: 'echoes its signature, five letters of it as the state',
    script: async visitor => {
      const signature = signatureOf(await visitor.password())
      visitor.say(packet(5, failure(1045, signature.slice(5), signature.slice(0, 5))))
    },
    test: 'iam: 1045',
  },
  {
    name: 'echoes half of its signature, in capitals',
    script: refusing(token => signatureOf(token).slice(20, 52).toUpperCase()),
    test: 'iam: 1045',
  },
  {
    name: 'echoes each query value',
    script: refusing(token =>
      ['Credential', 'Security-Token', 'Date', 'Signature']
        .map(name => valueIn(token, `X-Amz-${name}`))
        .join(' ; '),
    ),
    test: 'iam: 1045',
  },
  { name: 'echoes it in base64', script: refusing(base64), test: 'iam: 1045' },
  {
    name: 'echoes its signature in base64, behind other words',
    script: refusing(token => base64(`the password was ${signatureOf(token)}`)),
    test: 'iam: 1045',
  },
  { name: 'echoes it percent-encoded', script: refusing(encodeURIComponent), test: 'iam: 1045' },
  {
    name: 'echoes it in hexadecimal',
    script: refusing(token => Buffer.from(token).toString('hex')),
    test: 'iam: 1045',
  },
  {
    name: 'echoes it with invisible characters between',
    script: refusing(token => [...signatureOf(token)].join('\u200b')),
    test: 'iam: 1045',
  },
  {
    name: 'echoes it in an answer, as the name of a user',
    script: visitor => visitor.session((sql, token) => honestAnswer(sql, signatureOf(token).slice(0, 60))),
    test: 'role: tokenSentBack',
  },
  {
    name: 'echoes it in an answer, in base64',
    script: visitor =>
      visitor.session((sql, token) => honestAnswer(sql, base64(signatureOf(token)).slice(0, 60))),
    test: 'role: tokenSentBack',
  },
  {
    name: 'echoes it when a statement fails',
    script: visitor => visitor.session((_, token) => packet(1, failure(1105, token))),
    test: 'role: 1105',
  },
  {
    name: 'echoes it where a right is lacking',
    script: visitor =>
      visitor.session((sql, token) =>
        /place|most_sessions/.test(sql) ? packet(1, failure(1142, token, '42000')) : honestAnswer(sql),
      ),
    test: 'role: 1142',
  },
]
