import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { dropClients } from '@/lib/aws/clients'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { AppError } from '@/lib/errors'
import { closeRecords, records } from '@/lib/records/pool'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { person } from '@/lib/services/testing/person'
import { listConnections } from '@/lib/services/tokens/list-connections'
import { mintToken } from '@/lib/services/tokens/mint-token'
import { planToken } from '@/lib/services/tokens/plan-token'
import { resolveCredentials } from '@/lib/simulator/aws/access-keys'
import { mayConnect } from '@/lib/simulator/aws/authorize'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { codeOfStep, stepAt } from '@/lib/simulator/aws/sts/totp'
import { smallCast } from '@/lib/simulator/world/cast'
import { ID } from '@/lib/simulator/world/cast-ids'
import { addLaptop, LAPTOP_KEY, LAPTOP_MFA_SECRET } from '@/lib/simulator/world/laptop'
import { ACCOUNT, connectArn, roleArn } from '@/lib/simulator/world/statements'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-mfa-'))
const priya = person('priya', ['read', 'mint'])
const question = {
  accountId: ACCOUNT,
  region: 'us-east-1',
  resourceId: ID.ordersProd,
  databaseUser: 'app_readonly',
  signAs: roleArn('oncall-sre'),
}
const asItself = { ...question, databaseUser: 'reporting', signAs: 'caller' }
const serialNumber = `arn:aws:iam::${ACCOUNT}:mfa/mira.okafor`
let aws: SimulatedAws
let ahead = 0
const now = () => new Date(Date.now() + ahead)
const shown = () => codeOfStep(LAPTOP_MFA_SECRET, stepAt(now()))

beforeAll(() => {
  process.env.GATEHOUSE_DATA_DIR = folder
})
afterAll(async () => {
  await aws.close()
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

/** On ECS, as a role; or on a laptop, with the keys of user/mira.okafor. */
async function serverOn(place: 'ecs' | 'laptop') {
  await aws?.close()
  ahead = 0
  const world = smallCast()
  addLaptop(world)
  aws = await simulatedAccount({ world, now })
  if (place === 'laptop') {
    process.env.AWS_ACCESS_KEY_ID = LAPTOP_KEY.id
    process.env.AWS_SECRET_ACCESS_KEY = LAPTOP_KEY.secret
  }
  dropClients(homeAccount())
  forgetReading(homeAccount())
}

/** What RDS would decide at the login. */
function loginOf({ facts, databaseUser }: Awaited<ReturnType<typeof mintToken>>) {
  const session = aws.world.sessions.get(facts.accessKeyId)
  const found = resolveCredentials(aws.world, facts.accessKeyId, session?.token ?? null, now())
  if ('refused' in found) throw new Error(found.refused)
  return mayConnect(aws.world, found, connectArn(ID.ordersProd, databaseUser), now())
}

describe('on a server that runs as a role', () => {
  beforeEach(() => serverOn('ecs'))

  it('a login behind MFA is no maybe, and no code can be given', async () => {
    const { verdict, checks, mfa } = await planToken(priya, question)
    expect(verdict).toBe('noAccess')
    expect(checks).toContainEqual({
      outcome: 'fail',
      text: 'Needs MFA: this server’s session has none',
      detail: expect.stringContaining('only if the session was signed in with MFA'),
    })
    expect(mfa).toMatchObject({ takesCode: false, devices: null, places: ['MFA_DEVICE_ARN', 'MFA_CODE'] })
    expect(mfa?.here).toContain('role/gatehouse, and a role has no MFA device')
    expect(mfa?.lines).toContain(`--role-arn ${question.signAs} --role-session-name priya`)
  })

  it('what is not behind MFA stays as it was, in the list too', async () => {
    const { options, usable, takesCode } = await listConnections(priya, { signAs: question.signAs })
    const of = (user: string) =>
      options.find(option => option.resourceId === ID.ordersProd && option.databaseUser === user)
    expect(of('metrics')).toMatchObject({ verdict: 'canConnect' })
    expect(of('metrics')).not.toHaveProperty('needsMfa')
    for (const user of ['app_readonly', 'oncall_rw', 'app_readwrite'])
      expect(of(user)).toMatchObject({
        verdict: 'noAccess',
        needsMfa: true,
        note: expect.stringMatching(/^needs MFA/),
      })
    expect(takesCode).toBe(false)
    expect(usable).toBe(options.filter(({ verdict }) => /canConnect|conditional/.test(verdict)).length)
  })

  it('a token that is issued all the same is said to be refused, and is', async () => {
    const issued = await mintToken(priya, { ...question, reason: 'INC-1' })
    expect(issued).toMatchObject({ verdict: 'noAccess', withMfa: false })
    expect(issued.sentence).toContain('needs MFA')
    expect(loginOf(issued)).toBe('implicitDeny')
  })

  it('a code given all the same is refused by STS, and nothing is issued', async () => {
    const order = { ...question, reason: 'INC-1', serialNumber, tokenCode: shown() }
    await expect(mintToken(priya, order)).rejects.toMatchObject({ code: 'accessDenied' })
  })

  it('the role that MFA would let in is chosen before one that nothing does', async () => {
    const wanted = { resourceId: ID.ordersProd, databaseUser: 'oncall_rw' }
    const roles = [...aws.world.roles.values()].filter(({ name }) => name === 'dba-platform')
    for (const role of roles) role.attached = []
    const { signAs } = await listConnections(priya, { signAs: null, wanted })
    expect(signAs).toBe(question.signAs)
  })
})

describe('on a server with the keys of an IAM user', () => {
  beforeEach(() => serverOn('laptop'))

  it('a role behind MFA is known to be, by its trust policy too, and its device is found', async () => {
    const metrics = { ...question, databaseUser: 'metrics' }
    for (const asked of [question, metrics]) {
      const { verdict, mfa } = await planToken(priya, asked)
      expect(verdict).toBe('noAccess')
      expect(mfa).toMatchObject({ takesCode: true, devices: [serialNumber], places: ['MFA_CODE'] })
    }
    await expect(mintToken(priya, { ...metrics, reason: 'x' })).rejects.toMatchObject({
      code: 'accessDenied',
    })
  })

  it.each([
    ['a role', question],
    ['the user itself', asItself],
  ])('the code of the moment lets %s in', async (_, asked) => {
    const issued = await mintToken(priya, { ...asked, reason: 'INC-2', serialNumber, tokenCode: shown() })
    expect(issued).toMatchObject({ verdict: 'conditional', withMfa: true })
    expect(loginOf(issued)).toBe('allowed')
  })

  it('a wrong and a used code are refused in words that say what to do, and a next one is taken', async () => {
    const send = (tokenCode: string) =>
      mintToken(priya, { ...question, reason: 'INC-3', serialNumber, tokenCode })
    const refused = {
      code: 'invalid',
      fields: { tokenCode: expect.stringContaining('Wait for the next one') },
    }
    const first = shown()
    await expect(send(String((Number(first) + 1) % 1_000_000).padStart(6, '0'))).rejects.toMatchObject(
      refused,
    )
    await send(first)
    await expect(send(first)).rejects.toMatchObject(refused)
    ahead += 30_000
    expect((await send(shown())).withMfa).toBe(true)
  })

  it('a code without its device asks for the device', async () => {
    const order = { ...question, reason: 'x', tokenCode: shown() }
    await expect(mintToken(priya, order)).rejects.toMatchObject({
      fields: { serialNumber: expect.any(String) },
    })
  })

  it('where devices may not be listed, the ARN is left to the person', async () => {
    aws.faults.set({ rules: [{ kind: 'deny', service: 'iam', action: 'ListMFADevices' }] })
    const { mfa } = await planToken(priya, question)
    expect(mfa).toMatchObject({ takesCode: true, devices: null, places: ['MFA_DEVICE_ARN', 'MFA_CODE'] })
  })

  it('leaves no code in the records or an error', async () => {
    const right = shown()
    const wrong = String((Number(right) + 7) % 1_000_000).padStart(6, '0')
    const failures: unknown[] = []
    for (const tokenCode of [wrong, right, right])
      await mintToken(priya, { ...question, reason: 'canary', serialNumber, tokenCode }).catch(error =>
        failures.push(error),
      )
    expect(failures).toHaveLength(2)
    const { rows } = await (await records()).query('select entry::text as text from gatehouse.audit')
    const places = {
      records: rows.map(row => String(row.text)).join('\n'),
      errors: failures.map(error => (error instanceof AppError ? wordsOf(error) : String(error))).join('\n'),
    }
    expect(places.records).toContain('canary')
    expect(places.errors).toContain('AWS did not take the MFA code')
    for (const [place, text] of Object.entries(places))
      for (const code of [right, wrong])
        expect(new RegExp(`(?<![\\d.])${code}(?!\\d)`).test(text), place).toBe(false)
  })
})

function wordsOf({ message, answer, fields, cause, stack }: AppError): string {
  return JSON.stringify({ message, answer, fields, stack, cause: String(cause) })
}
