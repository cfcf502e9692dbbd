import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { closeRecords, records } from '@/lib/records/pool'
import { loadAnswers } from '@/lib/records/simulator-answers'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { getPrincipal } from '@/lib/services/principals/get-principal'
import { getUserReach } from '@/lib/services/principals/get-user-reach'
import { checkWithAws } from '@/lib/services/targets/check-with-aws'
import { evaluateMatrix } from '@/lib/services/targets/evaluate-matrix'
import { explainCell } from '@/lib/services/targets/explain-cell'
import { simulateCell } from '@/lib/services/targets/simulate-cell'
import { person } from '@/lib/services/testing/person'
import type { FaultSettings } from '@/lib/simulator/aws/faults'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT, denyConnect, policy } from '@/lib/simulator/world/statements'
import { attachPolicy } from '@/lib/simulator/world/world-organization'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-check-'))
const mira = person('mira', ['read'])
const orders = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.ordersProd }
let aws: SimulatedAws | null = null

/** Nothing was asked, and nothing is remembered. */
beforeEach(async () => {
  process.env.GATEHOUSE_DATA_DIR = folder
  await (await records()).query('truncate gatehouse.simulator_answers')
  await aws?.close()
  aws = await simulatedAccount()
  forgetReading(homeAccount())
})
afterAll(async () => {
  await aws?.close()
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

const world = () => {
  if (!aws) throw new Error('the account is not there')
  return aws.world
}
function guardAt(name: string, document: object) {
  const { organization } = world()
  if (!organization) throw new Error('The cast has an organisation.')
  const text = JSON.stringify(document)
  attachPolicy(organization, 'Production', {
    id: `p-${name}`,
    name,
    type: 'SERVICE_CONTROL_POLICY',
    awsManaged: false,
    text,
  })
}
const ask = { service: 'iam', action: 'SimulatePrincipalPolicy' } as const
const fault = (...rules: NonNullable<FaultSettings['rules']>) => aws?.faults.set({ rules })

async function arnOf(name: string): Promise<string> {
  const found = (await loadInventory(homeAccount())).principals.find(principal => principal.name === name)
  if (!found) throw new Error(`The cast has no ${name}`)
  return found.arn
}
const check = async (...names: string[]) =>
  checkWithAws(mira, { ...orders, principals: await Promise.all(names.map(arnOf)) })
const cellOf = async (name: string, databaseUser: string) => ({
  ...orders,
  principalArn: await arnOf(name),
  databaseUser,
})
const explained = async (name: string, databaseUser: string) =>
  explainCell(mira, await cellOf(name, databaseUser))

describe('Check with AWS', () => {
  it('refuses an operator without the capability', async () => {
    const stranger = person(mira.actor.name, [])
    const question = { ...orders, principals: [await arnOf('analytics-etl')] }
    await expect(checkWithAws(stranger, question)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('what the organisation refuses is denied in every answer, and nothing else changes', async () => {
    const before = await explained('analytics-etl', 'oncall_rw')
    expect(before).toMatchObject({ verdict: 'canConnect', simulated: null, asFarAsRead: true })
    expect(await check('analytics-etl', 'data-analyst')).toMatchObject({
      principals: 2,
      refused: 1,
      gone: 0,
      saved: true,
      stopped: null,
    })
    const cell = await explained('analytics-etl', 'oncall_rw')
    expect(cell).toMatchObject({ verdict: 'denied', simulated: { current: true, organizationAllows: false } })
    expect(cell.sentence).toMatch(
      /^Denied by the organisation, as AWS's policy simulator said at \d\d:\d\d:\d\d\.$/,
    )
    const { reach } = await getPrincipal(mira, { arn: cell.principalArn })
    const orderRows = reach.filter(({ target }) => target.resourceId === ID.ordersProd)
    expect(orderRows.find(({ databaseUser }) => databaseUser === 'oncall_rw')?.verdict).toBe('denied')
    expect(orderRows.filter(({ verdict }) => verdict === 'denied')).toHaveLength(1)
    const { matrix } = await evaluateMatrix(mira, orders)
    const row = matrix.rows.find(({ principals }) => principals.includes(cell.principalArn))
    expect(row).toMatchObject({ asFarAsRead: true, asked: { old: 0 } })
    expect(row?.asked.current).toBeGreaterThan(10)
    const scope = { production: false, withoutAdministrators: false, page: 'all' } as const
    const { places } = await getUserReach(mira, { ...scope, name: 'oncall_rw' })
    const place = places.find(({ target }) => target.resourceId === ID.ordersProd)
    expect(place?.rows.find(({ principal }) => principal.arn === cell.principalArn)?.verdict).toBe('denied')
  })

  it('is one call for all the names, and one more for a cell whose no AWS does not explain', async () => {
    fault({ ...ask, kind: 'deny', skip: 1 })
    expect(await check('data-analyst')).toMatchObject({ principals: 1, stopped: null })
    // The third asks whether MFA would lift it.
    fault({ ...ask, kind: 'deny', skip: 3 })
    expect(await check('analytics-etl')).toMatchObject({ principals: 1, refused: 1, stopped: null })
    fault({ ...ask, kind: 'deny', skip: 1 })
    expect(await check('analytics-etl')).toMatchObject({ principals: 0 })
  })

  it('a yes of AWS makes no cell better than as far as read', async () => {
    await check('data-analyst')
    const cell = await explained('data-analyst', 'reporting')
    expect(cell).toMatchObject({
      verdict: 'canConnect',
      sentence: 'Can connect, as far as read: organisation policies are unread.',
      simulated: { decision: 'allowed', organizationAllows: true, compared: { answer: 'agrees' } },
    })
  })

  it('a guard of the organisation that exempts by Region, account or name is asked with what is known', async () => {
    const guard = (name: string, condition: Record<string, Record<string, string>>) =>
      guardAt(name, policy(denyConnect(name, 'arn:aws:rds-db:*:*:dbuser:*/*', condition)))
    guard('regions', { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } })
    guard('accounts', { StringNotEquals: { 'aws:ResourceAccount': ACCOUNT } })
    guard('names', { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/*` } })
    guard('plain', { Bool: { 'aws:SecureTransport': 'false' } })
    expect(await check('data-analyst')).toMatchObject({ refused: 0 })
  })

  it('a guard that MFA lifts is told with its key, and denies nothing', async () => {
    guardAt(
      'mfa',
      policy(
        denyConnect('Mfa', 'arn:aws:rds-db:*:*:dbuser:*/*', {
          BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
        }),
      ),
    )
    expect(await check('data-analyst')).toMatchObject({ refused: 0 })
    expect(await explained('data-analyst', 'reporting')).toMatchObject({
      verdict: 'canConnect',
      simulated: {
        organizationAllows: null,
        compared: {
          answer: 'disagrees',
          detail: expect.stringContaining('It hangs on aws:MultiFactorAuthPresent'),
        },
      },
    })
  })

  it('a guard by network that spares what a service passes on denies nothing for certain', async () => {
    guardAt(
      'network',
      policy(
        denyConnect('Network', 'arn:aws:rds-db:*:*:dbuser:*/*', {
          NotIpAddressIfExists: { 'aws:SourceIp': '10.0.0.0/8' },
          BoolIfExists: { 'aws:ViaAWSService': 'false', 'aws:PrincipalIsAWSService': 'false' },
        }),
      ),
    )
    expect(await check('data-analyst')).toMatchObject({ refused: 0 })
    expect(await explained('data-analyst', 'reporting')).toMatchObject({
      verdict: 'canConnect',
      simulated: {
        organizationAllows: null,
        compared: { detail: expect.stringContaining('It hangs on aws:ViaAWSService') },
      },
    })
  })

  it('a no says what AWS was not told', async () => {
    await check('analytics-etl')
    expect((await explained('analytics-etl', 'oncall_rw')).detail).toContain(
      'AWS was asked without a network address',
    )
  })

  it('an organisation that refuses everything is asked of each open cell alone', async () => {
    guardAt('all', policy(denyConnect('all', 'arn:aws:rds-db:*:*:dbuser:*/*')))
    const { refused } = await check('data-analyst')
    expect(refused).toBe(2)
    expect((await explained('data-analyst', 'reporting')).verdict).toBe('denied')
    expect((await explained('data-analyst', 'app_readonly')).verdict).toBe('denied')
  })

  it('throttled, it keeps what it has and says what stopped it', async () => {
    fault({ ...ask, kind: 'throttle', skip: 1 })
    const checked = await check('data-analyst', 'oncall-sre')
    expect(checked).toMatchObject({ principals: 1, saved: true })
    expect(checked.stopped?.message).toMatch(/^AWS asks for fewer calls/)
    aws?.faults.clear()
    expect((await explained('data-analyst', 'reporting')).simulated).toMatchObject({ current: true })
    expect((await explained('oncall-sre', 'metrics')).simulated).toBeNull()
  })

  it('refused by IAM, it names the permission that is missing', async () => {
    fault({ ...ask, kind: 'deny' })
    const { stopped, principals } = await check('data-analyst')
    expect(principals).toBe(0)
    expect(stopped?.message).toContain('Add iam:SimulatePrincipalPolicy to the policy of its role.')
  })

  it('a principal that is gone stops nobody', async () => {
    const gone = await arnOf('oncall-sre')
    const there = await arnOf('data-analyst')
    world().roles.delete('oncall-sre')
    const principals = [gone, 'arn:aws:iam::111122223333:role/never-was', there]
    expect(await checkWithAws(mira, { ...orders, principals })).toMatchObject({
      principals: 3,
      gone: 2,
      stopped: null,
    })
  })

  it('asks about ten principals at most in one go', async () => {
    const { principals } = await loadInventory(homeAccount())
    const asked = await checkWithAws(mira, { ...orders, principals: principals.map(({ arn }) => arn) })
    expect(asked.principals).toBe(10)
  })
})

describe('what AWS said is kept', () => {
  it('across a restart, with its date', async () => {
    await check('analytics-etl')
    const { simulated } = await explained('analytics-etl', 'oncall_rw')
    await closeRecords()
    forgetReading(homeAccount())
    const again = await explained('analytics-etl', 'oncall_rw')
    expect(again).toMatchObject({ verdict: 'denied', simulated: { askedAt: simulated?.askedAt } })
  })

  it('until a policy of the principal changes: then it is old, told and not applied', async () => {
    await check('analytics-etl')
    const role = world().roles.get('analytics-etl')
    role?.inline.push({ name: 'more', text: JSON.stringify(policy()) })
    await loadInventory(homeAccount(), { fresh: true })
    const cell = await explained('analytics-etl', 'oncall_rw')
    expect(cell).toMatchObject({ verdict: 'canConnect', simulated: { current: false } })
    expect(cell.detail).toContain('that answer is old: ask AWS again.')
    expect(await check('analytics-etl')).toMatchObject({ refused: 1 })
    expect((await explained('analytics-etl', 'oncall_rw')).verdict).toBe('denied')
  })

  it('in memory where the records cannot be written, and says so', async () => {
    await loadInventory(homeAccount())
    await closeRecords()
    process.env.GATEHOUSE_DATA_DIR = '/dev/null/nowhere'
    expect(await check('analytics-etl')).toMatchObject({ refused: 1, saved: false })
    expect((await explained('analytics-etl', 'oncall_rw')).verdict).toBe('denied')
    await loadInventory(homeAccount(), { fresh: true })
    expect((await explained('analytics-etl', 'oncall_rw')).verdict).toBe('denied')
    await closeRecords()
  })

  it('by whichever way it was asked: one cell too', async () => {
    const question = await cellOf('analytics-etl', 'oncall_rw')
    expect(await simulateCell(mira, question)).toMatchObject({ ours: 'allowed', saved: true })
    expect((await explained('analytics-etl', 'oncall_rw')).verdict).toBe('denied')
    const kept = await loadAnswers(ACCOUNT)
    expect(kept).toMatchObject([{ principalArn: question.principalArn, organizationAllows: false }])
  })

  it('of one database user: a pattern cannot be asked', async () => {
    const question = await cellOf('analytics-etl', 'any other user')
    await expect(simulateCell(mira, question)).rejects.toMatchObject({ code: 'invalid' })
  })
})
