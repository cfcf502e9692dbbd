import { isUsable } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { Principal } from '@/lib/access/model/principal'
import type { IamAuthState, Target } from '@/lib/access/model/target'
import { cellsOf } from '@/lib/findings/affected-cells'
import { buildFinding } from '../build-finding'
import { count, factEvidence } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'
import { resourcesOf } from '../read-resource'
import { switchOnFix } from '../switch-fix'

const about = {
  id: 'dormant-grants',
  severity: 'medium',
  title: 'Grants that are dormant without IAM authentication',
  description:
    'Policies name a target whose IAM authentication is off. They wake up the moment it is turned on.',
  source: PAGES.enabling,
} as const

const STATE: Partial<Record<IamAuthState, string>> = {
  unsupported: 'not available',
  scheduledOn: 'still off',
  pendingOn: 'still off',
  turningOn: 'being turned on',
}

const OUTLOOK = {
  yes: 'the grants come alive as soon as it is on.',
  no: 'the grants come alive where an engine version or class that has it takes the place of this one.',
  unknown: 'whether it can be turned on here is not known; the grants come alive as soon as it is on.',
}

export const dormantGrants: FindingRule = {
  ...about,
  *find({ access }) {
    for (const target of access.inventory.targets) {
      if (target.iamAuth.accepted) continue
      const dormant = (yield* cellsOf(access, namedHolders(access, target), [target])).filter(
        ({ verdict, column }) => verdict === 'dormant' && isUsable(column) !== false,
      )
      if (dormant.length === 0) continue
      const principals = new Set(dormant.map(({ row }) => row)).size
      yield buildFinding(about, {
        key: target.resourceId,
        sentence: `IAM authentication is ${STATE[target.iamAuth.state] ?? 'off'} on ${target.name}, which policies grant to ${count(principals, 'principal')}. None of them can connect; ${OUTLOOK[target.iamSupport ?? 'yes']}`,
        subject: {
          kind: 'target',
          label: target.name,
          resourceId: target.resourceId,
          region: target.region,
        },
        targets: findingTargets([target]),
        evidence: factEvidence([
          { label: 'IAM authentication', value: target.iamAuth.reason ?? 'Off' },
          { label: 'Dormant connections', value: String(dormant.length) },
        ]),
        cells: dormant,
        fixes: [yield* switchOnFix(access, target)],
      })
    }
  },
}

/** Holders of policies that spell the target's own id: whoever reaches everything is another story. */
function namedHolders(access: CompiledAccess, { resourceId }: Target): Principal[] {
  const granting = resourcesOf(access, resourceId).filter(({ statement }) => statement.effect === 'Allow')
  const indexes = new Set(granting.flatMap(({ policy }) => policy.holders))
  return [...indexes].flatMap(index => access.inventory.principals[index] ?? [])
}
