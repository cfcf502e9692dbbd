import { describe, expect, it } from 'vitest'
import { recognise } from './recognise'
import { corpus } from './testing/corpus'

const PIECES = [
  'a',
  'a.',
  'a-',
  ' ',
  '\\',
  '\n',
  '"',
  "'",
  '://a:',
  '://a:b@',
  'host:1/?',
  'host:1/?x&',
  '%3A1%2F%3F',
  'DBUser=',
  'Action=connect&',
  'SELECT, ',
  'database "',
  'database is ',
  'hostname ',
  "Host '",
  "Access denied for user '",
  "Access denied for user 'a'@'",
  'invalid integer value "',
  'pg_hba.conf ',
  'rdsauthproxy',
  'HTTP/1.1 403 Forbidden ',
  'unable to load ',
  'failed for role ',
  'for user ',
  'connection request for user ',
  'x=host ',
  '{"host": "',
  'connection to server at "',
  'server on "',
  '-h ',
  '-u',
  '--user=',
  'user=',
  'port=',
  'rds.a.',
  'a.rds.',
  'arn:aws:sts::111122223333:assumed-role/',
  'SQLSTATE[',
  'ERROR 1',
  'ER_',
  'CERT_',
  'cannot be loaded ',
  'mysql_clear_password ',
  'unsupported ',
  'SSO session ',
  'lookup ',
  'a'.repeat(300),
]

describe('hostile texts', () => {
  it.each(PIECES)('%j, as often as fits, is read in well under a second', piece => {
    const text = piece.repeat(Math.ceil(120_000 / piece.length))
    const before = process.cpuUsage()
    recognise(text)
    recognise(`${text}\nPAM authentication failed for user "app"\n${text}`)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1_000).toBeLessThan(1_500)
  })
})

/** A generator of its own, so that a failure can be run again. */
function randomNumbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state % below
  }
}

describe('what may be sent', () => {
  const signature = '9f3c1b7a5d2e8046'.repeat(4)
  const session = `IQoJb3JpZ2luX2VjE${'Wq7ZkPx2'.repeat(60)}`
  const host = 'orders-prod.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com'
  const token = `${host}:5432/?Action=connect&DBUser=app&X-Amz-Credential=ASIAZZZZZZZZZZZZZZZZ%2F20261128%2Fus-east-1%2Frds-db%2Faws4_request&X-Amz-Security-Token=${session}&X-Amz-Signature=${signature}`
  const secrets = [signature, session, 'ASIAZZZZZZZZZZZZZZZZ', 'Tr0ub4dor-and-3-more']
  const carriers = [
    token,
    encodeURIComponent(token),
    JSON.stringify({ password: token }),
    `postgresql://app:${token}@${host}:5432/orders`,
    `password=Tr0ub4dor-and-3-more`,
    `mysql://app:Tr0ub4dor-and-3-more@${host}/orders`,
    `app:Tr0ub4dor-and-3-more@tcp(${host}:3306)/orders`,
    `--password=Tr0ub4dor-and-3-more`,
  ]
  const texts = [...corpus('gathered'), ...corpus('held-back'), ...corpus('held-back-again')]

  it('holds no piece of a token or password, wherever it stands in any text of the corpus, cut anywhere', () => {
    const random = randomNumbers(20_261_128)
    let tried = 0
    for (const { text } of texts)
      for (const carrier of carriers) {
        const at = random(text.length + 1)
        const cut = carrier.slice(0, 20 + random(carrier.length - 19))
        const sent = JSON.stringify(recognise(`${text.slice(0, at)} ${cut} ${text.slice(at)}`).symptoms)
        for (const secret of secrets)
          for (let from = 0; from + 10 <= secret.length; from += 8)
            expect(sent).not.toContain(secret.slice(from, from + 10))
        tried++
      }
    expect(tried).toBeGreaterThan(1_400)
  })
})
