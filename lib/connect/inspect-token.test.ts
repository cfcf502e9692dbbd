import { describe, expect, it } from 'vitest'
import { inspectToken } from './inspect-token'
import { TOKEN_PROBLEMS } from './inspection/token-problem'
import { maskToken, shortKeyId } from './mask-token'

/** Made once by the SDK's signer with example keys. */
const token =
  'orders-prod.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com:5432/?Action=connect&DBUser=jane%40example.com&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIAEXAMPLEKEY000001%2F20261123%2Fus-east-1%2Frds-db%2Faws4_request&X-Amz-Date=20261123T161517Z&X-Amz-Expires=900&X-Amz-Security-Token=FwoGZXIvYXdzE%2B%2F%3Dabc&X-Amz-Signature=d7c6d45d1a0ebc59ebc863d3467af4505a4688d1a4025cbf1881125560952bb9&X-Amz-SignedHeaders=host'
const now = new Date('2026-11-23T16:20:00Z')
const host = 'orders-prod.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com'
const ids = (text: string, at = now) => inspectToken(text, at).problems.map(({ id }) => id)
const swap = (from: string | RegExp, to: string) => token.replace(from, to)
const lines = (text: string) => text.replaceAll(/(.{80})/g, '$1\n')

describe('inspectToken', () => {
  it('reads what a real token says', () => {
    const { facts, problems } = inspectToken(token, now)
    expect(problems).toEqual([])
    expect(facts).toMatchObject({
      host,
      port: 5432,
      databaseUser: 'jane@example.com',
      accessKeyId: 'ASIAEXAMPLEKEY000001',
      region: 'us-east-1',
      signedAt: '2026-11-23T16:15:17.000Z',
      expiresAt: '2026-11-23T16:30:17.000Z',
      hasSessionToken: true,
      length: token.length,
    })
  })

  it('loses no letter when it is taken apart, and marks both secrets', () => {
    const parts = inspectToken(token).facts?.parts ?? []
    expect(parts.map(part => part.text).join('')).toBe(token)
    expect(parts.filter(part => part.secret).map(part => part.text)).toEqual([
      'FwoGZXIvYXdzE%2B%2F%3Dabc',
      'd7c6d45d1a0ebc59ebc863d3467af4505a4688d1a4025cbf1881125560952bb9',
    ])
    expect(parts.filter(part => part.mark === 3).map(part => part.text)).toEqual(['ASIAEXAMPLEKEY000001'])
  })

  it.each<[string, string, string[]]>([
    ['localhost', swap(host, 'localhost'), ['localhost']],
    ['the port of a tunnel', swap(`${host}:5432`, '127.0.0.1:15432'), ['localhost']],
    ['an IP address', swap(host, '10.0.3.8'), ['ipAddress']],
    ['an IPv6 address', swap(host, '[2600:1f18::8]'), ['ipAddress']],
    ['an alias', swap(host, 'db.example.com'), ['notRdsHost']],
    ['a piece of the host', swap(host, 'orders-prod'), ['notRdsHost']],
    ['upper case', swap('orders-prod', 'Orders-Prod'), ['upperCaseHost']],
    ['another Region', swap('%2Fus-east-1%2F', '%2Feu-west-1%2F'), ['otherRegion']],
    [
      'another Region in China, whose hosts name it behind rds',
      swap(host, 'x.abc.rds.cn-north-1.amazonaws.com.cn'),
      ['otherRegion'],
    ],
    ['a port that may be of a tunnel', swap(':5432', ':15432'), ['unusualPort']],
    ['no port that there is', swap(':5432', ':99999'), ['badPort']],
    ['another service', swap('rds-db', 'redshift'), ['otherService']],
    ['a DSQL token', swap('Action=connect', 'Action=DbConnect').replace('rds-db', 'dsql'), ['otherService']],
    ['another action', swap('Action=connect', 'Action=Connect'), ['otherAction']],
    ['no action', swap('Action=connect&', ''), ['otherAction']],
    ['no user', swap('jane%40example.com', ''), ['noUser']],
    ['a user with capitals', swap('jane%40', 'Jane%40'), ['upperCaseUser']],
    ['a temporary key alone', swap(/&X-Amz-Security-Token=[^&]*/, ''), ['sessionTokenMissing']],
    ['a long-term key with a session token', swap('ASIAEX', 'AKIAEX'), ['sessionTokenExtra']],
    ['an id that is no key', swap('ASIAEXAMPLEKEY000001', 'AROAEXAMPLEROLE00001'), ['notAnAccessKey']],
    ['a raw & in the user', swap('jane%40', 'jane&co%40'), ['rawAmpersand']],
    ['a raw @ in the user', swap('jane%40', 'jane@'), ['notEncoded']],
    ['a session token that was decoded', swap('%2B%2F%3D', '+/='), ['notEncoded']],
    ['a parameter twice', `${token}&DBUser=joe`, ['repeated']],
    ['other headers signed', swap('SignedHeaders=host', 'SignedHeaders=host%3Bdate'), ['signedHeaders']],
    ['two dates', swap('%2F20261123%2F', '%2F20261122%2F'), ['scopeDate']],
    ['an hour of life', swap('Expires=900', 'Expires=3600'), ['badLife']],
    ['the 30th of February', swap(/20261123(?=T)/, '20260230').replace('20261123', '20260230'), ['badDate']],
    ['a cut signature', swap(/952bb9.*$/, ''), ['cut']],
    ['the end cut off', swap('&X-Amz-SignedHeaders=host', ''), ['cut']],
    ['a cut in the middle', token.slice(0, 255), ['cut']],
    ['the first & for the end', `${host}:5432/?Action=connect`, ['cutAtAmpersand']],
    ['something else', 'hunter2', ['notAToken']],
    ['nothing', '', ['notAToken']],
  ])('of what it was signed for or lost: %s', (_, damaged, problems) => {
    expect(ids(damaged)).toEqual(problems)
  })

  it.each<[string, string, string[]]>([
    ['a line break at its end', `${token}\n`, ['newline']],
    ['white space around it', `  ${token} `, ['whiteSpace']],
    ['a space of no width', `${token}\u200b`, ['whiteSpace']],
    ['broken into lines', lines(token), ['lineBreaks']],
    ['a line break before a parameter', swap('&X-Amz-Date', '\n&X-Amz-Date'), ['lineBreaks']],
    ['quotes', `"${token}"`, ['quotes']],
    ['one quote alone', `'${token}`, ['quotes']],
    ['a variable', `PGPASSWORD=${token}`, ['prefix']],
    ['a variable in quotes', `export PGPASSWORD='${token}'`, ['quotes', 'prefix']],
    ['a property', `password: ${token}`, ['prefix']],
    ['an option', `--password=${token}`, ['prefix']],
    ['a prompt', `$ ${token}`, ['prompt']],
    ['a prompt with a name', `me@laptop:~ % ${token}`, ['prompt']],
    ['a scheme', `https://${token}`, ['scheme']],
    ['HTML', token.replaceAll('&', '&amp;'), ['escapedAmpersand']],
    ['JSON', token.replaceAll('&', '\\u0026'), ['escapedAmpersand']],
    ['a shell', token.replaceAll('&', '\\&'), ['escapedAmpersand']],
    ['encoded as a whole', encodeURIComponent(token), ['encoded']],
    ['encoded twice', encodeURIComponent(encodeURIComponent(token)), ['encodedTwice']],
    ['its values encoded twice', token.replaceAll(/%(?=[0-9A-F]{2})/g, '%25'), ['encodedTwice']],
    ['a connection URI', `postgresql://jane:${encodeURIComponent(token)}@${host}:5432/db`, ['surrounded']],
    ['a whole command', ` PGPASSWORD='${token}' \\\n  psql 'host=${host}'`, ['whiteSpace', 'surrounded']],
  ])('of how it was copied, and reads it all the same: %s', (_, pasted, problems) => {
    const found = inspectToken(pasted, now)
    expect(found.problems.map(({ id }) => id)).toEqual(problems)
    expect(found.facts).toEqual(inspectToken(token, now).facts)
  })

  it.each<[string, string, string[]]>([
    ['over since a minute', '2026-11-23T16:31:17Z', ['expired']],
    ['over', '2027-01-01T00:00:00Z', ['expired']],
    ['at its last second', '2026-11-23T16:30:17Z', []],
    ['dated from ahead', '2026-11-23T16:00:00Z', ['future']],
    ['a clock a little behind', '2026-11-23T16:13:00Z', []],
  ])('of its time: %s', (_, at, problems) => {
    expect(ids(token, new Date(at))).toEqual(problems)
  })

  it('asks nothing of the time where none is told', () => {
    expect(inspectToken(token).problems).toEqual([])
  })

  it('calls no fault what a shell or a URI takes rightly', () => {
    const right = [`export PGPASSWORD='${token}'`, `${token}\n`, encodeURIComponent(token), `$ ${token}`]
    for (const text of right)
      expect(inspectToken(text, now).problems.filter(({ isSure }) => isSure)).toEqual([])
  })

  it('what a new token would have again stands before what a new one ends, and what is not sure behind both', () => {
    const late = new Date('2026-11-24T00:00:00Z')
    const many = `export TOKEN="${swap(`${host}:5432`, 'LOCALHOST:15432')
      .replace(/&X-Amz-Security-Token=[^&]*/, '')
      .replace('jane', 'Jane')}"\n`
    expect(ids(many, late)).toEqual([
      'localhost',
      'upperCaseHost',
      'sessionTokenMissing',
      'expired',
      'newline',
      'quotes',
      'prefix',
      'upperCaseUser',
    ])
    expect(ids(token.slice(0, 340), late)).toEqual(['cut', 'expired'])
  })

  it('says what and what to do of each, and nothing that opens a door', () => {
    const secrets = ['FwoGZXIvYXdzE', 'd7c6d45d1a0ebc59']
    const texts = [
      token,
      `${token}x`,
      encodeURIComponent(token),
      swap('Action=connect', 'Action=x'),
      'hunter2 word',
    ]
    for (const text of texts)
      for (const { title, advice, id } of inspectToken(text, new Date('2028-01-01')).problems) {
        expect(TOKEN_PROBLEMS).toContain(id)
        expect(title).toMatch(/^[A-Z\w$].*[.]$/)
        expect(advice).toMatch(/[.]$/)
        for (const secret of [...secrets, 'hunter2']) expect(title + advice).not.toContain(secret)
      }
  })

  it('takes an unreadable escape as it stands', () => {
    expect(inspectToken(token.replace('jane%40', 'jane%zz')).facts?.databaseUser).toBe('jane%zzexample.com')
  })

  // What takes time that grows with the square of the text would take more than a unit test may.
  it('is quick with whatever is pasted', () => {
    for (const text of [
      ' '.repeat(200_000),
      '%25'.repeat(60_000),
      '/?&='.repeat(60_000),
      `$ ${'a '.repeat(60_000)}`,
      'a.'.repeat(90_000),
    ])
      expect(inspectToken(text, now)).toHaveProperty('facts')
  })
})

describe('maskToken', () => {
  it('shows where a token leads and nothing that opens it', () => {
    const masked = maskToken(token)
    expect(masked).toMatch(/^orders-prod\.c9xk2m4ab7qz\.us-east-1\.rds\.amazonaws\.com:5432\/\?Action=con•+$/)
    expect(maskToken('hunter2')).toMatch(/^•+$/)
    expect(shortKeyId('ASIAEXAMPLEKEY000001')).toBe('ASIA…0001')
  })
})
