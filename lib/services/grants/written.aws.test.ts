import { describe, expect, it } from 'vitest'
import type { GrantIntent } from '@/lib/grants/intent'
import { LONGEST_DOCUMENT } from '@/lib/grants/written/check-grammar'
import { listAudit } from '@/lib/records/audit'
import { applyGrant } from '@/lib/services/grants/apply-grant'
import { planGrant } from '@/lib/services/grants/plan-grant'
import { applyGrantInput, planGrantInput } from '@/lib/services/grants/schemas'
import { accountUnderChange } from '@/lib/services/testing/account-under-change'
import { person } from '@/lib/services/testing/person'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT } from '@/lib/simulator/world/statements'

const account = accountUnderChange()
const mira = person('mira', ['read', 'grant'])

const entry = (user: string) => `arn:aws:rds-db:us-east-1:${ACCOUNT}:dbuser:${ID.ordersProd}/${user}`
const policy = (...resources: string[]) =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'rds-db:connect', Resource: resources }],
    },
    null,
    2,
  )

let serial = 0
function wish(document: string): GrantIntent {
  const placement = { kind: 'newManaged' as const, policyName: `gh-written-${++serial}` }
  const principals = [`arn:aws:iam::${ACCOUNT}:role/data-analyst`]
  return { principals, connections: [], placement, document }
}
const policies = () => account.aws.world.policies.size

describe('a policy that somebody wrote', () => {
  it('is what AWS holds afterwards, letter for letter, and what Activity keeps', async () => {
    const text = `${policy(entry('metrics'), entry('support_*'))}\n`
    const intent = wish(text)
    const { digest, counts } = await planGrant(mira, { intent })
    const receipt = await applyGrant(mira, { intent, digest, reason: 'CHG-1' })
    expect(receipt).toMatchObject({ notDone: [], counts })
    const written = account.aws.world.policies.get(`arn:aws:iam::${ACCOUNT}:policy/gh-written-${serial}`)
    expect(JSON.stringify(written)).toContain(JSON.stringify(text).slice(1, -1))
    const { records } = await listAudit({ limit: 1 })
    expect(records[0]).toMatchObject({ action: 'grantAccess', resourceId: ID.ordersProd, outcome: 'done' })
    expect(records[0]?.databaseUser).toContain('support_')
    expect(JSON.stringify(records[0]?.after)).toContain('support_*')
    expect((await planGrant(mira, { intent })).problems[0]?.message).toContain('nothing to apply')
  })

  it('is recorded with what it names where nothing that was read changes, a pattern as a pattern', async () => {
    const gone = entry('postgres').replace(ID.ordersProd, 'db-ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    const wide = entry('app_*').replace(ID.ordersProd, 'db-ABCDEFG*')
    const intent = wish(policy(gone, wide))
    const { digest, effect, problems } = await planGrant(mira, { intent })
    expect({ effect, problems }).toEqual({ effect: [], problems: [] })
    await applyGrant(mira, { intent, digest, reason: 'CHG-3' })
    expect((await listAudit({ limit: 1 })).records[0]).toMatchObject({
      target: 'db-ABCDEFGHIJKLMNOPQRSTUVWXYZ, db-ABCDEFG*',
      databaseUser: 'postgres, app_*',
      detail: 'No connection changes on the targets that were read.',
    })
  })

  it.each([
    ['a wider text', (text: string) => text.replace('/metrics', '/*')],
    ['one more entry', () => policy(entry('metrics'), entry('app'))],
    ['a blank', (text: string) => `${text} `],
  ])('%s than the one that was looked at is a conflict, and nothing is written', async (_, forge) => {
    const intent = wish(policy(entry('metrics')))
    const { digest } = await planGrant(mira, { intent })
    const before = policies()
    const forged = { ...intent, document: forge(intent.document ?? '') }
    await expect(applyGrant(mira, { intent: forged, digest, reason: 'forged' })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(policies()).toBe(before)
  })

  it.each([
    ['other actions', policy(entry('metrics')).replace('rds-db:connect', 'iam:*')],
    ['everything', policy('*')],
    ['a Region that is not read', policy(entry('metrics').replace('us-east-1', 'ap-southeast-9'))],
    ['an element twice', policy(entry('metrics')).replace('"Effect"', '"Effect": "Deny", "Effect"')],
    ['__proto__', policy(entry('metrics')).replace('"Effect"', '"__proto__": {"Effect": "Allow"}, "Effect"')],
    ['nesting of 10,000', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['a lone surrogate', policy(entry('metrics\ud800'))],
    ['an escaped one', policy(entry('metrics')).replace('metrics', '\\udfff')],
    ['a BOM', `\uFEFF${policy(entry('metrics'))}`],
    ['a megabyte', policy(entry('x'.repeat(1_048_576)))],
    ['no JSON', 'Allow metrics, please.'],
  ])('%s is refused with its own plan in hand, and nothing is written', async (_, document) => {
    const intent = wish(document)
    const { digest, steps, problems, issues } = await planGrant(mira, { intent })
    expect(steps).toEqual([])
    expect(problems.map(({ field }) => field)).toContain('document')
    expect(issues.some(({ severity }) => severity === 'error')).toBe(true)
    const before = policies()
    await expect(applyGrant(mira, { intent, digest, reason: 'hostile' })).rejects.toMatchObject({
      code: 'invalid',
    })
    expect(policies()).toBe(before)
  })

  it('a text longer than AWS takes comes through no door', () => {
    const intent = wish('x'.repeat(LONGEST_DOCUMENT + 1))
    expect(planGrantInput.safeParse({ intent }).success).toBe(false)
    const sent = { intent: JSON.stringify(intent), digest: 'd', reason: 'long' }
    expect(applyGrantInput.safeParse(sent).success).toBe(false)
  })

  it('refuses an operator without the capability', async () => {
    const intent = wish(policy(entry('metrics')))
    const { digest } = await planGrant(mira, { intent })
    await expect(applyGrant(person('rea', ['read']), { intent, digest, reason: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
