import type { CompiledAccess } from '@/lib/access/compile-access'
import { perAccess } from '@/lib/access/per-access'
import type { Principal } from '@/lib/access/principal'
import type { Target } from '@/lib/access/target'
import { buildFinding } from '../build-finding'
import { count, factEvidence } from '../evidence'
import { asAffected, cellsOf } from '../few-principals'
import type { FindingRule } from '../finding'
import { PAGES } from '../pages'
import { readResources } from '../read-resource'
import { switchOnFix } from '../switch-fix'
import { findingTargets } from '../target-index'

const about = {
  id: 'dormant-grants',
  severity: 'medium',
  title: 'Grants that sleep while the switch is off',
  description:
    'Policies name a target whose IAM authentication is off. They wake up the moment it is turned on.',
  source: PAGES.enabling,
} as const

export const dormantGrants: FindingRule = {
  ...about,
  find({ access }) {
    return access.inventory.targets.flatMap(target => {
      if (target.iamAuth.accepted) return []
      const sleeping = cellsOf(access, namedHolders(access, target), [target]).filter(
        ({ verdict, column }) => verdict === 'dormant' && column.iamReady !== false,
      )
      if (sleeping.length === 0) return []
      const principals = new Set(sleeping.map(({ row }) => row)).size
      return [
        buildFinding(about, {
          key: target.resourceId,
          sentence: `IAM authentication is ${target.iamAuth.state === 'unsupported' ? 'not available' : 'off'} on ${target.name}, which policies grant to ${count(principals, 'principal')}. None of them can connect; the grants come alive as soon as it is on.`,
          subject: {
            kind: 'target',
            label: target.name,
            resourceId: target.resourceId,
            region: target.region,
          },
          targets: findingTargets([target]),
          evidence: factEvidence([
            { label: 'IAM authentication', value: target.iamAuth.reason ?? 'Off' },
            { label: 'Sleeping cells', value: String(sleeping.length) },
          ]),
          affected: sleeping.map(asAffected),
          fixes: [switchOnFix(access, target)],
        }),
      ]
    })
  },
}

/** Holders of policies that spell the target's own id: whoever reaches everything is another story. */
function namedHolders(access: CompiledAccess, { resourceId }: Target): Principal[] {
  const indexes = holdersById(access).get(resourceId) ?? []
  return [...new Set(indexes)].flatMap(index => access.inventory.principals[index] ?? [])
}

const holdersById = perAccess(access => {
  const byId = new Map<string, number[]>()
  for (const { id, mistake, statement, policy } of readResources(access)) {
    if (id === null || mistake || statement.effect !== 'Allow') continue
    const list = byId.get(id) ?? []
    list.push(...policy.holders)
    byId.set(id, list)
  }
  return byId
})
