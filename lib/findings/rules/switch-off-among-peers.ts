import { environmentOf, type Target } from '@/lib/access/model/target'
import { buildFinding } from '../build-finding'
import { count, factEvidence } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'
import { switchOnFix } from '../switch-fix'

const about = {
  id: 'switch-off-among-peers',
  severity: 'low',
  title: 'IAM authentication off where its kind has it on',
  description:
    'Most targets of the same engine and environment have IAM authentication on; this one signs in by password only.',
  source: PAGES.enabling,
} as const

/** Fewer than this and there is no custom to depart from. */
const PEERS = 2

export const switchOffAmongPeers: FindingRule = {
  ...about,
  *find({ access }) {
    const kinds = new Map<string, Target[]>()
    for (const target of access.inventory.targets) {
      const environment = environmentOf(target)
      if (target.kind === 'proxy' || environment === null) continue
      const key = `${target.family} ${environment}`
      kinds.set(key, [...(kinds.get(key) ?? []), target])
    }
    for (const kind of kinds.values()) {
      const on = kind.filter(({ iamAuth }) => iamAuth.state === 'on')
      const off = kind.filter(({ iamAuth }) => iamAuth.state === 'off')
      if (on.length < PEERS || on.length <= off.length) continue
      for (const target of off)
        yield buildFinding(about, {
          key: target.resourceId,
          sentence: `${target.name} signs in by password only, while ${count(on.length, 'other target')} of its engine and environment have IAM authentication on.`,
          subject: {
            kind: 'target',
            label: target.name,
            resourceId: target.resourceId,
            region: target.region,
          },
          targets: findingTargets([target]),
          evidence: factEvidence([
            { label: 'Engine', value: target.engineLabel },
            { label: 'Environment', value: environmentOf(target) ?? '' },
            {
              label: 'On',
              value: on
                .map(({ name }) => name)
                .slice(0, 5)
                .join(', '),
            },
          ]),
          fixes: [yield* switchOnFix(access, target)],
        })
    }
  },
}
