import { homeAccount } from '@/lib/account'
import type { GrantIntent, Placement } from '@/lib/grants/intent'
import type { WayId } from '@/lib/grants/removal/removal-wish'
import { loadInventory } from '@/lib/services/account/load-inventory'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { Context } from '@/lib/services/context'
import { accountFindings } from '@/lib/services/findings/account-findings'
import { applyFix } from '@/lib/services/findings/apply-fix'
import { applyFixes } from '@/lib/services/findings/apply-fixes'
import { planFix } from '@/lib/services/findings/plan-fix'
import { planFixes } from '@/lib/services/findings/plan-fixes'
import { applyGrant } from '@/lib/services/grants/apply-grant'
import { applyRemoval } from '@/lib/services/grants/apply-removal'
import { planGrant } from '@/lib/services/grants/plan-grant'
import { planRemoval } from '@/lib/services/grants/plan-removal'
import { planIamAuth } from '@/lib/services/targets/plan-iam-auth'
import { setIamAuth } from '@/lib/services/targets/set-iam-auth'
import { person } from '@/lib/services/testing/person'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT } from '@/lib/simulator/world/statements'

export const mira = person('mira', ['read', 'mint', 'grant', 'modify'])
export const reader = person('rana', ['read', 'mint'])

/** What was looked at; applying it answers the entries. */
export interface Previewed {
  apply: (context?: Context, reason?: string) => Promise<string[]>
}

export interface WriteKind {
  kind: string
  calls: string[]
  preview: () => Promise<Previewed>
}

const arn = (path: string) => `arn:aws:iam::${ACCOUNT}:${path}`

export function grantOf(intent: GrantIntent): () => Promise<Previewed> {
  return async () => {
    const { digest } = await planGrant(mira, { intent })
    return {
      apply: async (operator = mira, reason = 'CHG-1') => [
        (await applyGrant(operator, { intent, digest, reason })).auditId,
      ],
    }
  }
}

export const intentOf = (placement: Placement, role = 'data-analyst', user = 'metrics'): GrantIntent => ({
  principals: [arn(`role/${role}`)],
  connections: [
    { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.ordersProd, databaseUsers: [user] },
  ],
  placement,
})

function removalOf(path: string, databaseUser: string, way: WayId | null): () => Promise<Previewed> {
  const place = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.ordersProd }
  return async () => {
    const { wish, digest } = await planRemoval(mira, {
      wish: { principalArn: arn(path), ...place, databaseUser, way },
    })
    return {
      apply: async (operator = mira, reason = 'CHG-2') => [
        (await applyRemoval(operator, { wish, digest, reason })).auditId,
      ],
    }
  }
}

function fixOf(rule: string, subject: string, fixId: string): () => Promise<Previewed> {
  return async () => {
    const findings = await accountFindings(homeAccount(), await loadInventory(homeAccount()))
    const found = findings.find(one => one.rule === rule && one.subject.label === subject)
    const preview = await planFix(mira, { findingId: found?.id ?? '', fixId })
    const { findingId = '', digest = '' } = preview ?? {}
    return {
      apply: async (operator = mira, reason = 'CHG-3') => [
        (await applyFix(operator, { findingId, fixId, digest, reason })).auditId,
      ],
    }
  }
}

async function fixesTogether(): Promise<Previewed> {
  const rule = 'condition-on-allow'
  const { fixId, lines, digest } = await planFixes(mira, { rule, fixId: 'remove', isChosen: () => true })
  const findingIds = lines.filter(({ chosen }) => chosen).map(({ findingId }) => findingId)
  return {
    apply: async (operator = mira, reason = 'CHG-4') => {
      const { outcomes } = await applyFixes(operator, { rule, fixId, findingIds, digest, reason })
      return outcomes.flatMap(({ auditId }) => auditId ?? [])
    },
  }
}

function switchOf(ref: TargetRef, desired: 'on' | 'off', when: 'now' | 'window'): () => Promise<Previewed> {
  return async () => {
    const { digest } = await planIamAuth(mira, { ...ref, desired })
    const order = { ...ref, desired, when, digest, acceptRestart: false }
    return {
      apply: async (operator = mira, reason = 'CHG-5') => [
        (await setIamAuth(operator, { ...order, reason })).auditId,
      ],
    }
  }
}

const staging = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.inventoryStaging }
const metrics = { accountId: ACCOUNT, region: 'us-west-2', resourceId: ID.metricsStore }
const managed = (name: string): Placement => ({ kind: 'existingManaged', policyArn: arn(`policy/${name}`) })

/** One of every kind of write in IAM. */
export const IAM_WRITES: WriteKind[] = [
  {
    kind: 'a grant in a new inline policy',
    calls: ['PutRolePolicy'],
    preview: grantOf(intentOf({ kind: 'inline', policyName: 'connect' })),
  },
  {
    kind: 'a grant in an inline policy that stands',
    calls: ['PutRolePolicy'],
    preview: grantOf(intentOf({ kind: 'inline', policyName: 'analyst-databases' })),
  },
  {
    kind: 'a grant in a new managed policy',
    calls: ['CreatePolicy', 'AttachRolePolicy'],
    preview: grantOf(intentOf({ kind: 'newManaged', policyName: 'gh-metrics' })),
  },
  {
    kind: 'a grant in a managed policy',
    calls: ['CreatePolicyVersion', 'AttachRolePolicy'],
    preview: grantOf(intentOf(managed('eng-orders-access'))),
  },
  {
    kind: 'a grant in a managed policy with five versions',
    calls: ['DeletePolicyVersion', 'CreatePolicyVersion'],
    preview: grantOf(intentOf(managed('oncall-db-access'), 'oncall-sre', 'reporting')),
  },
  ...(
    [
      ['role/data-analyst', 'app_readonly', null, ['PutRolePolicy']],
      ['role/refund-worker', 'app_readwrite', 'detach', ['DeleteRolePolicy']],
      ['role/oncall-sre', 'metrics', null, ['DeletePolicyVersion', 'CreatePolicyVersion']],
      ['role/oncall-sre', 'app_readonly', 'detach', ['DetachRolePolicy']],
      ['user/jonas.lindqvist', 'app_readonly', null, ['PutUserPolicy']],
      ['user/jonas.lindqvist', 'app_readonly', 'detach', ['RemoveUserFromGroup']],
      ['user/service/metabase', 'reporting', 'entry', ['PutGroupPolicy']],
    ] as const
  ).map(([path, user, way, calls]) => ({
    kind: `a removal from ${path} by ${calls.join(', ')}`,
    calls: [...calls],
    preview: removalOf(path, user, way),
  })),
  ...(
    [
      ['name-instead-of-id', 'eng-orders-access', 'correct', ['CreatePolicyVersion']],
      ['wildcard-user', 'shipping-legacy', 'remove', ['DetachRolePolicy', 'DeletePolicy']],
      ['condition-on-deny', 'from-the-office', 'unconditional', ['PutRolePolicy']],
      ['wildcard-target', 'reporting-everywhere', 'remove', ['DeleteRolePolicy']],
    ] as const
  ).map(([rule, subject, fixId, calls]) => ({
    kind: `a fix of ${subject} by ${calls.join(', ')}`,
    calls: [...calls],
    preview: fixOf(rule, subject, fixId),
  })),
  { kind: 'several fixes at once', calls: ['CreatePolicyVersion'], preview: fixesTogether },
]

export const SWITCHES: WriteKind[] = [
  { kind: 'a switch now', calls: ['ModifyDBInstance'], preview: switchOf(staging, 'on', 'now') },
  { kind: 'a switch in the window', calls: ['ModifyDBInstance'], preview: switchOf(staging, 'on', 'window') },
  { kind: 'a switch of a cluster', calls: ['ModifyDBCluster'], preview: switchOf(metrics, 'off', 'now') },
]

export function kindOf(kind: string): WriteKind {
  const found = IAM_WRITES.find(one => one.kind === kind)
  if (!found) throw new Error(`There is no kind of write ${kind}.`)
  return found
}
