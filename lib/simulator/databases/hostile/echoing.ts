import type { HostileServer } from './hostile-server'
import type { Visitor } from './hostile-visitor'
import { failure, honestAnswer } from './server-words'

const refusing = (words: (token: string) => Record<string, string>): HostileServer['script'] => {
  return async (visitor: Visitor) => {
    const token = await visitor.password()
    visitor.say(failure(words(token)))
  }
}

const base64 = (text: string) => Buffer.from(text).toString('base64')
const valueIn = (token: string, name: string) => new URLSearchParams(token.split('/?')[1]).get(name) ?? ''
const signatureOf = (token: string) => valueIn(token, 'X-Amz-Signature')

/** Servers that give back what they were given. Nothing of it may reach an outcome. */
export const ECHOING: HostileServer[] = [
  { name: 'echoes the token', script: refusing(token => ({ M: `wrong: ${token}` })), test: 'iam: 28000' },
  {
    name: 'echoes it in detail, hint and place',
    script: refusing(token => ({ M: 'no', D: token, H: token, W: token, s: token })),
    test: 'iam: 28000',
  },
  {
    name: 'echoes it as severity and code',
    script: refusing(token => ({ S: token, C: signatureOf(token).slice(0, 40), M: 'no' })),
    test: 'iam: null',
  },
  {
    name: 'echoes its signature',
    script: refusing(token => ({ M: signatureOf(token) })),
    test: 'iam: 28000',
  },
  {
    name: 'echoes half of its signature, in capitals',
    script: refusing(token => ({ M: signatureOf(token).slice(20, 52).toUpperCase() })),
    test: 'iam: 28000',
  },
  {
    name: 'echoes each query value',
    script: refusing(token => ({
      M: ['Credential', 'Security-Token', 'Date', 'Signature']
        .map(name => valueIn(token, `X-Amz-${name}`))
        .join(' ; '),
    })),
    test: 'iam: 28000',
  },
  { name: 'echoes it in base64', script: refusing(token => ({ M: base64(token) })), test: 'iam: 28000' },
  {
    name: 'echoes its signature in base64, behind other words',
    script: refusing(token => ({ M: base64(`the password was ${signatureOf(token)}`) })),
    test: 'iam: 28000',
  },
  {
    name: 'echoes it percent-encoded',
    script: refusing(token => ({ M: encodeURIComponent(token) })),
    test: 'iam: 28000',
  },
  {
    name: 'echoes it in hexadecimal',
    script: refusing(token => ({ M: Buffer.from(token).toString('hex') })),
    test: 'iam: 28000',
  },
  {
    name: 'echoes it with invisible characters between',
    script: refusing(token => ({ M: [...signatureOf(token)].join('\u200b') })),
    test: 'iam: 28000',
  },
  {
    name: 'echoes it in an answer, as the name of a role',
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
    script: visitor => visitor.session((_, token) => failure({ S: 'ERROR', C: '42501', M: token })),
    test: 'role: 42501',
  },
]
