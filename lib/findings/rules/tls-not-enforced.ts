import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import type { Target } from '@/lib/access/model/target'
import { buildFinding } from '../build-finding'
import { byHand } from '../document-fix'
import { factEvidence } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'

const about = {
  id: 'tls-not-enforced',
  severity: 'medium',
  title: 'TLS is optional',
  description: 'The target takes plaintext connections. A password, or data, may travel readable.',
  source: PAGES.tls,
} as const

const settingOf = (target: Target) =>
  target.proxy ? { name: 'RequireTLS', value: 'true' } : familyOf(target).tlsParameter

const isOptional = ({ tlsEnforced, proxy }: Target) => (proxy ? !proxy.requireTls : tlsEnforced === false)

export const tlsNotEnforced: FindingRule = {
  ...about,
  *find({ access }) {
    for (const target of access.inventory.targets.filter(isOptional)) {
      const setting = settingOf(target)
      if (!setting) continue
      yield buildFinding(about, {
        key: target.resourceId,
        sentence: `${target.name} takes connections without TLS. IAM sign-in needs TLS in any case; every other login may send its password in plain text.`,
        subject: { kind: 'target', label: target.name, resourceId: target.resourceId, region: target.region },
        targets: findingTargets([target]),
        evidence: factEvidence([
          { label: setting.name, value: target.proxy ? 'false' : 'Off' },
          ...(target.parameterGroup ? [{ label: 'Parameter group', value: target.parameterGroup }] : []),
        ]),
        fixes: [
          byHand('enforce', 'Enforce TLS', [
            'Make sure that every client connects with TLS: the database lists sessions without it.',
            target.proxy
              ? `Set ${setting.name} of the proxy to ${setting.value}.`
              : `Set ${setting.name} to ${setting.value} in a parameter group of its own.`,
          ]),
        ],
      })
    }
  },
}
