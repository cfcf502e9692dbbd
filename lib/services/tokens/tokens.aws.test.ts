import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { dropAwsFacts } from '@/lib/aws/aws-facts'
import { forgetClock } from '@/lib/aws/clock'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { inspectToken } from '@/lib/connect/inspect-token'
import { recipes } from '@/lib/connect/recipes'
import { listAudit } from '@/lib/records/audit'
import { closeRecords, records } from '@/lib/records/pool'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { person } from '@/lib/services/testing/person'
import { listConnections } from '@/lib/services/tokens/list-connections'
import { mintToken } from '@/lib/services/tokens/mint-token'
import { planToken } from '@/lib/services/tokens/plan-token'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT, roleArn } from '@/lib/simulator/world/statements'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-tokens-'))
const priya = person('priya', ['read', 'mint'])
const reader = person('priya', ['read'])
const question = {
  accountId: ACCOUNT,
  region: 'us-east-1',
  resourceId: ID.ordersProd,
  databaseUser: 'app_readonly',
  signAs: 'caller',
}
const asOncall = { ...question, signAs: roleArn('oncall-sre') }
let aws: SimulatedAws

beforeAll(() => {
  process.env.GATEHOUSE_DATA_DIR = folder
})
beforeEach(async () => {
  await aws?.close()
  forgetClock(homeAccount())
  aws = await simulatedAccount()
  forgetReading(homeAccount())
})
afterAll(async () => {
  await aws.close()
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

describe('on a server whose clock is wrong', () => {
  it.each([
    ['7 min behind', 7 * 60_000],
    ['9 min ahead of', -9 * 60_000],
  ])("%s AWS's: says so before it signs, and dates the token by AWS's clock", async (words, ahead) => {
    await aws.close()
    aws = await simulatedAccount({ now: () => new Date(Date.now() + ahead) })
    // Refused once, the SDK signs anew with the time that AWS told.
    process.env.AWS_MAX_ATTEMPTS = '2'
    const { checks } = await planToken(priya, question)
    expect(checks.at(-1)).toMatchObject({
      outcome: 'warn',
      text: `The clock of this server is ${words} AWS's`,
    })
    const issued = await mintToken(priya, { ...question, reason: 'INC-4821' })
    const awsNow = Date.now() + ahead
    expect(Math.abs(Date.parse(issued.issuedAt) - awsNow)).toBeLessThan(5_000)
    expect(Math.abs(Date.parse(issued.fullLifeEndsAt) - awsNow - 900_000)).toBeLessThan(5_000)
  })

  it('a refusal of what it signed is put down to the clock, not to the credentials', async () => {
    await aws.close()
    aws = await simulatedAccount({ now: () => new Date(Date.now() + 40 * 60_000) })
    await expect(planToken(priya, question)).rejects.toMatchObject({
      message: expect.stringMatching(/^The clock of this server is 40 min behind AWS's/),
    })
  })

  it('says nothing of a clock that is right', async () => {
    const { checks } = await planToken(priya, question)
    expect(checks.map(({ text }) => text).join()).not.toContain('clock')
  })
})

describe('mintToken', () => {
  it('signs the endpoint that AWS names, in lower case, for that user', async () => {
    const issued = await mintToken(priya, { ...question, reason: 'INC-4821' })
    const { facts, problems } = inspectToken(issued.token)
    expect(problems).toEqual([])
    expect(facts).toMatchObject({ port: 5432, databaseUser: 'app_readonly', region: 'us-east-1' })
    expect(facts?.host).toMatch(/^orders-prod\.[a-z0-9.-]+$/)
    expect(Date.parse(issued.expiresAt) - Date.parse(issued.issuedAt)).toBe(900_000)
    expect(recipes({ ...issued.way, token: issued.token })[0]?.text).toContain(issued.token)
  })

  it('asks for a reason where the tags of a proxy were refused: it may be production', async () => {
    const inventory = await loadInventory(homeAccount())
    const proxy = inventory.targets.find(
      ({ name }) => name === 'reporting-proxy' || name === 'checkout-proxy',
    )
    if (!proxy) throw new Error('There is no proxy.')
    const gate = { ...question, resourceId: proxy.resourceId }
    forgetReading(homeAccount())
    aws.faults.set({ rules: [{ kind: 'deny', action: 'ListTagsForResource' }] })
    expect((await planToken(priya, gate)).reasonRequired).toBe(true)
    await expect(mintToken(priya, { ...gate, reason: '' })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('its tags were not read'),
    })
    const tags = (await loadInventory(homeAccount())).caveats.find(({ id }) => id === 'tags:us-east-1')
    expect(tags).toMatchObject({ missingAction: 'rds:ListTagsForResource' })
  })

  it('ends with the session that signs it, and says so', async () => {
    aws.faults.set({ containerSessionSeconds: 300 })
    const issued = await mintToken(priya, { ...question, reason: 'INC-4821' })
    expect(issued.sessionEndsAt).not.toBeNull()
    expect(issued.expiresAt).toBe(issued.sessionEndsAt)
    expect(Date.parse(issued.expiresAt)).toBeLessThan(Date.parse(issued.fullLifeEndsAt))
  })

  it('signs as a role with a session that can do nothing else', async () => {
    const issued = await mintToken(priya, { ...asOncall, reason: 'INC-4821' })
    expect(issued.signerLabel).toBe('role/oncall-sre')
    expect(issued.facts.hasSessionToken).toBe(true)
    const session = aws.world.sessions.get(issued.facts.accessKeyId)
    expect(JSON.stringify(session)).toContain(`dbuser:${ID.ordersProd}/app_readonly`)
  })

  it('leaves no token in the records', async () => {
    const issued = await mintToken(priya, { ...question, reason: 'canary' })
    const { rows } = await (await records()).query('select entry::text as text from gatehouse.audit')
    const kept = rows.map(row => String(row.text)).join('\n')
    expect(kept).toContain('canary')
    expect(kept).not.toContain(issued.token)
    expect(kept).not.toContain('X-Amz-Signature')
    expect((await listAudit({ limit: 1 })).records[0]).toMatchObject({
      action: 'issueToken',
      databaseUser: 'app_readonly',
      after: { expiresAt: issued.expiresAt },
    })
  })

  it('refuses an operator without the capability', async () => {
    await expect(mintToken(reader, { ...question, reason: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('production needs a reason', async () => {
    expect((await planToken(priya, question)).reasonRequired).toBe(true)
    await expect(mintToken(priya, { ...question, reason: ' ' })).rejects.toMatchObject({
      code: 'invalid',
      fields: { reason: expect.any(String) },
    })
  })

  it('a vanished target and a cluster member’s own id are clear refusals', async () => {
    const gone = { ...question, resourceId: ID.ordersProdGone, reason: 'x' }
    await expect(mintToken(priya, gone)).rejects.toMatchObject({ code: 'notFound' })
    const member = { ...question, resourceId: ID.analyticsDwWriter, reason: 'x' }
    await expect(mintToken(priya, member)).rejects.toMatchObject({ code: 'notFound' })
  })

  it('a role that does not trust us is AWS’s refusal, in words', async () => {
    const order = { ...question, signAs: roleArn('no-such-role'), reason: 'x' }
    await expect(mintToken(priya, order)).rejects.toMatchObject({
      code: 'accessDenied',
      message: expect.stringMatching(/trust policy.*Which of them refused is not known/),
    })
  })

  it('names both halves of a refused role as they were read', async () => {
    const order = { ...question, signAs: roleArn('support-tier2'), reason: 'x' }
    await expect(mintToken(priya, order)).rejects.toMatchObject({
      code: 'accessDenied',
      message: expect.stringMatching(
        /policy of role\/gatehouse does not allow it .* trust policy of role\/support-tier2 does not let it in/,
      ),
    })
  })
})

describe('an endpoint of choice', () => {
  const dw = { ...question, resourceId: ID.analyticsDw, databaseUser: 'bi_reader' }
  const signed = async (endpoint?: string) => {
    const issued = await mintToken(priya, { ...dw, reason: 'x', ...(endpoint ? { endpoint } : {}) })
    expect(issued.way.endpoint.host).toBe(issued.facts.host)
    return issued.facts.host
  }

  it('is signed for its own host, the writer where none was chosen', async () => {
    const { endpoints } = await planToken(priya, dw)
    expect(endpoints.map(({ id }) => id)).toEqual([
      'main',
      'reader',
      'custom-bi',
      'member-analytics-dw-1',
      'member-analytics-dw-2',
    ])
    for (const { id, host } of endpoints) expect(await signed(id)).toBe(host)
    expect(await signed()).toBe(endpoints[0]?.host)
    const [record] = (await listAudit({ limit: 1 })).records
    expect(record?.after).toMatchObject({ endpoint: `${endpoints[0]?.host}:5432` })
  })

  it('has its role read, and says where that was refused', async () => {
    const role = async () => (await planToken(priya, dw)).endpoints[2]?.role
    expect(await role()).toBe('reads only: any of its readers')
    forgetReading(homeAccount())
    aws.faults.set({ rules: [{ kind: 'deny', action: 'DescribeDBClusterEndpoints' }] })
    dropAwsFacts(homeAccount())
    expect(await role()).toMatch(/was not read/)
    const { caveats } = await loadInventory(homeAccount())
    expect(caveats.find(({ id }) => id === 'endpoint-roles:analytics-dw')).toMatchObject({
      missingAction: 'rds:DescribeDBClusterEndpoints',
      message: expect.stringContaining('lead to readers or to the writer is not known'),
    })
    expect(await signed('custom-bi')).toMatch(/^bi\.cluster-custom-/)
  })

  it.each(['custom-gone', 'evil.example.com', 'evil.example.com:5432', '__proto__'])(
    'is one that AWS names now: %s is none',
    async endpoint => {
      await expect(mintToken(priya, { ...dw, endpoint, reason: 'x' })).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(/Nothing was issued\. Choose another: Writer, Reader, Custom bi/),
      })
    },
  )

  it('a further endpoint of a proxy is signed for its own host', async () => {
    const proxy = aws.world.rds.get('us-east-1')?.proxies.get('checkout-proxy')
    const address = 'Checkout-RO.endpoint.proxy-c9xk2m4ab7qz.us-east-1.rds.amazonaws.com'
    proxy?.endpoints.push({ name: 'checkout-ro', address, role: 'READ_ONLY' })
    const way = { ...question, resourceId: ID.checkoutProxy, endpoint: 'proxy-checkout-ro', reason: 'x' }
    const issued = await mintToken(priya, way)
    expect(issued.facts).toMatchObject({ host: address.toLowerCase(), port: 5432 })
    expect(issued.endpoint.role).toBe('reads only: any of its readers')
  })
})

describe('what is known before', () => {
  it('the checks name the deciding policy and the life of the session', async () => {
    const { checks, verdict } = await planToken(priya, asOncall)
    expect(verdict).toBe('noAccess')
    expect(checks.map(check => check.text).join(' · ')).toMatch(
      /Signed by role\/oncall-sre · Needs MFA: this server’s session has none/,
    )
    const own = await planToken(priya, question)
    expect(own.checks.some(check => check.outcome === 'fail')).toBe(true)
  })

  it('lists who can sign and what opens, last used first', async () => {
    const before = await listConnections(priya, { signAs: asOncall.signAs })
    expect(before.signers.map(signer => signer.label)).toEqual(
      expect.arrayContaining(['role/gatehouse', 'role/oncall-sre']),
    )
    const usable = before.options.filter(option => ['canConnect', 'conditional'].includes(option.verdict))
    const last = usable.at(-1)
    if (!last) throw new Error('role/oncall-sre reaches nothing in the cast.')
    await mintToken(priya, { ...last, accountId: ACCOUNT, signAs: asOncall.signAs, reason: 'x' })
    const after = await listConnections(priya, { signAs: asOncall.signAs })
    const yours = after.options.findIndex(
      option => option.resourceId === last.resourceId && option.databaseUser === last.databaseUser,
    )
    expect(yours).toBeLessThan(after.options.filter(option => option.lastIssuedAt !== null).length)
    expect(after.live.some(token => token.databaseUser === last.databaseUser)).toBe(true)
  })
})
