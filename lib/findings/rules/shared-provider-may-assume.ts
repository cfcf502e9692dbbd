import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { askTrust, type TrustWay } from '@/lib/access/decide/trust-ways'
import type { Principal } from '@/lib/access/model/principal'
import { issuerOf } from '@/lib/iam/index'
import { PAGES } from '../pages'
import { type Trusted, trustedBy, trustRule } from '../role-trust'
import { strangerThrough } from '../stranger-through'

/**
 * Providers of one issuer for all their customers, and the claim that says whose somebody is (IAM User Guide,
 * "Identity-provider controls for shared OIDC providers"). GitHub Actions has a rule of its own.
 */
const CLAIM_OF: Record<string, string> = {
  'accounts.google.com': 'aud',
  'agent.buildkite.com': 'sub',
  'api.pulumi.com/oidc': 'aud',
  'app.terraform.io': 'sub',
  'cognito-identity.amazonaws.com': 'aud',
  'gitlab.com': 'sub',
  'graph.facebook.com': 'app_id',
  'oidc-configuration.audit-log.githubusercontent.com': 'sub',
  'oidc.codefresh.io': 'sub',
  'oidc.vercel.com': 'aud',
  'proidc.upbound.io': 'sub',
  'sandboxes.cloud': 'aud',
  'scalr.io': 'sub',
  'studio.datachain.ai/api': 'sub',
  'tokens.cloud.shisho.dev': 'sub',
  'vstoken.actions.githubusercontent.com': 'sub',
  'www.amazon.com': 'app_id',
}

interface Shared extends Trusted {
  issuer: string
  claim: string
}

/** By whom the provider's other customers are kept apart from this one, where the trust policy does not ask. */
function openTo(
  access: CompiledAccess,
  role: Principal,
  { caller }: TrustWay,
): Omit<Shared, keyof Trusted> | null {
  const issuer = caller.kind === 'oidc' ? issuerOf(caller.value) : ''
  const claim = CLAIM_OF[issuer]
  if (claim === undefined) return null
  const key = `${issuer}:${claim}`
  // Whoever asks for the user or the token's own id by another claim asks for somebody in particular.
  const isFree = (lowerKey: string) => lowerKey.startsWith(`${issuer}:`) && FREE.test(lowerKey)
  const stranger = strangerThrough(caller, { [key]: '\u0001' }, isFree)
  return askTrust(access, role, stranger).decision === 'allowed' ? { issuer, claim } : null
}

const FREE = /:(aud|amr)$/

export const sharedProviderMayAssume = trustRule<Shared>(
  {
    id: 'shared-provider-may-assume',
    severity: 'critical',
    title: 'Any customer of a shared identity provider may assume the role',
    description:
      'A role that can connect trusts a provider that others use as well, and does not ask for the claim that tells them apart.',
    source: PAGES.sharedProviders,
  },
  {
    picks: (role, ways, access) =>
      ways.flatMap(way => {
        const open = openTo(access, role, way)
        return open ? trustedBy(way).map(one => ({ ...one, ...open })) : []
      }),
    sentence: ({ role, reach, found }) =>
      `The trust policy of ${role} lets in whoever signs in through ${found[0]?.issuer}, which others use as well, and does not ask for ${claimsOf(found)}: anybody with an account there can become it and use its grants on ${reach}.`,
    facts: found => [{ label: 'Not asked for', value: claimsOf(found) }],
    fixLabel: 'Ask whose sign-ins are meant',
    steps: [
      'Ask for that claim with StringEquals or StringLike, with your own organisation, project or pool in it.',
      'Look in CloudTrail for AssumeRoleWithWebIdentity calls that are not yours.',
    ],
  },
)

const claimsOf = (found: readonly Shared[]) =>
  [...new Set(found.map(({ issuer, claim }) => `${issuer}:${claim}`))].join(' and ')
