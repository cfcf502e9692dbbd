import { Signer } from '@aws-sdk/rds-signer'
import { describe, expect, it } from 'vitest'
import { createLog } from '@/lib/log/log'

const signer = new Signer({
  hostname: 'orders-prod.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com',
  port: 5432,
  username: 'app_readonly',
  region: 'us-east-1',
  credentials: {
    accessKeyId: 'ASIAEXAMPLE',
    secretAccessKey: 'secret',
    sessionToken: 'session/token+with=signs',
  },
})

function lines(write: (log: ReturnType<typeof createLog>) => void): string {
  const written: string[] = []
  write(createLog({ write: line => written.push(line) }))
  return written.join('')
}

const token = await signer.getAuthToken()

describe('a token', () => {
  const signature = /X-Amz-Signature=([0-9a-f]{64})/.exec(token)?.[1] ?? ''
  const secret = encodeURIComponent('session/token+with=signs')

  it.each<[string, (log: ReturnType<typeof createLog>) => void]>([
    ['as the message', log => log.info(token)],
    ['inside a sentence', log => log.info(`connecting with ${token} now`)],
    ['as a field', log => log.info({ anything: token }, 'x')],
    ['as a nested field', log => log.info({ deep: [{ list: [token] }] }, 'x')],
    ['in an error', log => log.error(new Error(`failed: ${token}`), 'x')],
    ['in the cause of an error', log => log.error({ err: new Error('x', { cause: new Error(token) }) }, 'x')],
    [
      'in a field of an error',
      log => log.error({ err: Object.assign(new Error('x'), { config: { p: token } }) }),
    ],
    ['encoded in a connection URI', log => log.info(`postgresql://app:${encodeURIComponent(token)}@host/db`)],
    ['encoded alone', log => log.info(encodeURIComponent(token))],
    ['in a recipe', log => log.info(`PGPASSWORD='${token}' psql "host=x sslmode=verify-full"`)],
    [
      'as headers of a request',
      log => log.info(`host:x\nx-amz-security-token:session/token+with=signs\nX-Amz-Signature: ${signature}`),
    ],
    ['cut in half', log => log.info(token.slice(token.indexOf('X-Amz-Credential')))],
  ])('never reaches the log %s', (_, write) => {
    const text = lines(write)
    expect(text).not.toBe('')
    expect(signature).toHaveLength(64)
    expect(text).not.toContain(signature)
    expect(text).not.toContain(secret)
    expect(text).not.toContain('session/token+with=signs')
    expect(text).not.toContain(encodeURIComponent(secret))
  })
})

describe('other secrets', () => {
  it('are hidden by the name of their field', () => {
    const text = lines(log =>
      log.info({
        token: 'S1',
        password: 'S2',
        secretAccessKey: 'S3',
        headers: { cookie: 'S4', authorization: 'S5' },
      }),
    )
    expect(text).not.toMatch(/S[1-5]/)
  })

  it('are cut out of addresses', () => {
    const text = lines(log => log.info('postgresql://me:hunter2@host/db and /launch?key=hunter3'))
    expect(text).not.toMatch(/hunter/)
    expect(text).toContain('postgresql://me:')
  })

  it('are web tokens too, wherever in a word they begin', () => {
    const text = lines(log => log.info('jwt-eyJhbGci.eyJzdWIi.c2ln, x.eyJhbGci.eyJzdWIi.c2ln and eyJ.no'))
    expect(text).not.toMatch(/hbGci|zdWIi|c2ln/)
    expect(text).toContain('jwt-[redacted], x.[redacted] and eyJ.no')
  })

  // A pattern that tries again at every place takes ten seconds for this.
  it('are looked for in hostile text without losing time', () => {
    expect(lines(log => log.info('eyJ-'.repeat(2 ** 16)))).toContain('eyJ-')
  })

  it('leave the rest of the line as it was', () => {
    const line = JSON.parse(lines(log => log.warn({ target: 'orders-prod', ms: 12 }, 'slow')))
    expect(line).toMatchObject({ level: 'warn', target: 'orders-prod', ms: 12, msg: 'slow' })
  })
})
