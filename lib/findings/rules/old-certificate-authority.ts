import { buildFinding } from '../build-finding'
import { byHand } from '../document-fix'
import { factEvidence } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'

const about = {
  id: 'old-certificate-authority',
  severity: 'low',
  title: 'Older CA certificate',
  description: 'The server certificate comes from a certificate authority that AWS has retired.',
  source: PAGES.certificateRotation,
} as const

const RETIRED = /^rds-ca-20(15|19)$/

export const oldCertificateAuthority: FindingRule = {
  ...about,
  *find({ access }) {
    for (const target of access.inventory.targets) {
      const authority = target.certificateAuthority
      if (authority === null || !RETIRED.test(authority)) continue
      yield buildFinding(about, {
        key: target.resourceId,
        sentence: `The certificate of ${target.name} comes from ${authority}, which AWS has retired. Clients that verify it, as IAM sign-in should, refuse the connection.`,
        subject: {
          kind: 'target',
          label: target.name,
          resourceId: target.resourceId,
          region: target.region,
        },
        targets: findingTargets([target]),
        evidence: factEvidence([{ label: 'Certificate authority', value: authority }]),
        fixes: [
          byHand('rotate', 'Rotate the certificate', [
            'Give every client the current bundle of AWS first.',
            'Modify the target to use rds-ca-rsa2048-g1. Older engine versions restart.',
          ]),
        ],
      })
    }
  },
}
