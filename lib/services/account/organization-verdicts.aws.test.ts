import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { blocksOf } from '@/lib/access/explain/access-path'
import { VERDICTS } from '@/lib/access/model/verdict'
import { homeAccount } from '@/lib/account'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { closeRecords } from '@/lib/records/pool'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { forgetOrganization } from '@/lib/services/account/read-organization-part'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { evaluateMatrix } from '@/lib/services/targets/evaluate-matrix'
import { explainCell } from '@/lib/services/targets/explain-cell'
import { simulateCell } from '@/lib/services/targets/simulate-cell'
import { person } from '@/lib/services/testing/person'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { ORGANIZATION_READER } from '@/lib/simulator/world/cast-gatehouse'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT, denyConnect, policy, roleArn } from '@/lib/simulator/world/statements'

const mira = person('mira', ['read'])
const orders = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.ordersProd }
const onCall = { ...orders, principalArn: roleArn('analytics-etl', '/data/'), databaseUser: 'oncall_rw' }
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-organization-'))

let aws: SimulatedAws
beforeAll(async () => {
  process.env.GATEHOUSE_DATA_DIR = folder
  aws = await simulatedAccount()
  // On a busy machine a kept connection may be closed just as it is used again; the SDK's second try is for that.
  process.env.AWS_MAX_ATTEMPTS = '3'
})
beforeEach(() => {
  process.env.GATEHOUSE_ORGANIZATION_ROLE = ORGANIZATION_READER
  forgetReading(homeAccount())
})
afterAll(async () => {
  delete process.env.GATEHOUSE_ORGANIZATION_ROLE
  await aws.close()
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

const cellsOf = async () => {
  const { matrix } = await evaluateMatrix(mira, { ...orders, filter: { group: false, showAll: true } })
  const { columns, rows, cells } = matrix
  const named = rows.flatMap((row, line) =>
    columns.map((column, at) => {
      const verdict = VERDICTS[cells[line * columns.length + at] ?? 0]
      return [`${row.label} as ${column.name}`, verdict] as const
    }),
  )
  return new Map(named)
}

it('binds every principal with the levels of its account, but service-linked roles', async () => {
  const { principals, policies, organization } = await loadInventory(homeAccount())
  const linked = principals.filter(({ path }) => path.startsWith('/aws-service-role/'))
  expect(linked.map(({ policies: { serviceControl } }) => serviceControl)).toEqual([{ state: 'none' }])
  const others = principals.filter(principal => !linked.includes(principal))
  expect(
    others.every(({ policies: { serviceControl } }) => serviceControl === organization.serviceControl),
  ).toBe(true)
  expect(policies.filter(({ kind }) => kind === 'scp')).toHaveLength(2)
})

it('its guardrail denies what it is about, and nothing else changes', async () => {
  const readable = await cellsOf()
  delete process.env.GATEHOUSE_ORGANIZATION_ROLE
  forgetReading(homeAccount())
  const unread = await cellsOf()
  // The guardrail names a pattern that no other policy names: a column of its own.
  const both = [...readable].filter(([name]) => unread.has(name))
  expect([...readable.keys()].every(name => unread.has(name) || name.endsWith(' as oncall_*'))).toBe(true)
  const changed = both.filter(([name, verdict]) => unread.get(name) !== verdict)
  expect(unread.get('role/analytics-etl as oncall_rw')).toBe('canConnect')
  expect(changed).toEqual([['role/analytics-etl as oncall_rw', 'denied']])
})

it('a Deny without a condition denies, with its policy, statement and lines, and AWS agrees', async () => {
  const guardrail = aws.world.organization?.policies.get('p-4x7qzv5n')
  if (!guardrail) throw new Error('The cast has a guardrail.')
  guardrail.text = JSON.stringify(
    policy(denyConnect('NoOnCall', 'arn:aws:rds-db:*:*:dbuser:*/oncall_*')),
    null,
    2,
  )
  forgetOrganization(homeAccount())
  const { verdict, path } = await explainCell(mira, onCall)
  expect(verdict).toBe('denied')
  expect(blocksOf(path).flatMap(({ statements }) => statements)).toContainEqual(
    expect.objectContaining({
      policyLink: null,
      reason: expect.objectContaining({ layer: 'scp', policyName: 'org-data-guardrail', statementIndex: 0 }),
    }),
  )
  expect(await simulateCell(mira, onCall)).toMatchObject({ answer: 'agrees', aws: 'explicitDeny' })
})
