import { afterEach, beforeEach, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { dropAwsFacts } from '@/lib/aws/aws-facts'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { readIamPart } from '@/lib/services/account/read-iam-part'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'

let aws: SimulatedAws
beforeEach(async () => {
  aws = await simulatedAccount()
})
afterEach(() => aws.close())

const read = () => readIamPart(homeAccount(), null, '2026-11-23T14:02:11.000Z', null)
const credentialsOf = async (name: string) => {
  const { entities } = await read()
  return entities?.principals.find(principal => principal.name === name)?.credentials
}

it('orders a credential report where there is none, and reads every user by it', async () => {
  expect(await credentialsOf('ci-legacy')).toMatchObject({
    consolePassword: false,
    keys: [{ active: true, changedAt: '2025-03-04T09:12:00.000Z' }, { active: false }],
  })
  expect(await credentialsOf('bo')).toMatchObject({ keys: [] })
  expect(await credentialsOf('gatehouse')).toBeNull()
})

it('uses an old report with its date, and has the next one made', async () => {
  await read()
  const report = aws.world.credentialReport
  if (!report) throw new Error('No report was made.')
  report.generatedAt = new Date(Date.now() - 5 * 3_600_000)
  const old = report.generatedAt.toISOString()
  dropAwsFacts(homeAccount())
  expect((await credentialsOf('ana'))?.asOf.slice(0, 19)).toBe(old.slice(0, 19))
  dropAwsFacts(homeAccount())
  expect(new Date((await credentialsOf('ana'))?.asOf ?? 0).getTime()).toBeGreaterThan(Date.parse(old))
})

it.each(['GetCredentialReport', 'GenerateCredentialReport'])(
  'names the missing permission and keeps everything else: %s',
  async action => {
    aws.faults.set({ rules: [{ kind: 'deny', service: 'iam', action }] })
    const { entities, caveats } = await read()
    const principals = entities?.principals ?? []
    expect(principals.length).toBeGreaterThan(0)
    expect(principals.every(({ credentials }) => credentials === null)).toBe(true)
    expect(caveats.find(({ id }) => id === 'credentials')).toMatchObject({
      scope: 'credentials',
      missingAction: `iam:${action}`,
    })
  },
)

it('asks for the report once in a while, and says when it was read', async () => {
  const first = await read()
  const report = aws.world.credentialReport
  aws.faults.set({ rules: [{ kind: 'deny', service: 'iam', action: 'GetCredentialReport' }] })
  const second = await readIamPart(homeAccount(), null, '2026-11-23T14:03:11.000Z', null)
  expect(report).not.toBeNull()
  expect(second.credentials).toEqual(first.credentials)
  expect(second.credentials.state).toBe('read')
})
