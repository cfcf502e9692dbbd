import type { Target } from '@/lib/access/model/target'
import { buildFinding } from '../build-finding'
import { byHand } from '../document-fix'
import { factEvidence } from '../evidence'
import type { FindingRule } from '../finding'
import { PAGES } from '../pages'
import { findingTargets } from '../target-index'

const about = {
  id: 'tls-not-enforced',
  severity: 'medium',
  title: 'TLS is optional',
  description: 'The target takes plaintext connections. A password, or data, may travel readable.',
  source: PAGES.tls,
} as const

function settingOf({ family, kind }: Target): { name: string; value: string } {
  if (kind === 'proxy') return { name: 'RequireTLS', value: 'true' }
  return family === 'postgres'
    ? { name: 'rds.force_ssl', value: '1' }
    : { name: 'require_secure_transport', value: '1' }
}

const isOptional = ({ tlsEnforced, proxy }: Target) => (proxy ? !proxy.requireTls : tlsEnforced === false)

export const tlsNotEnforced: FindingRule = {
  ...about,
  *find({ access }) {
    for (const target of access.inventory.targets.filter(isOptional)) {
      const setting = settingOf(target)
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
