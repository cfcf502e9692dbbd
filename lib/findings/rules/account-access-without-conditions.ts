import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { askTrust, isWay } from '@/lib/access/decide/trust-ways'
import { ACCOUNT_ACCESS } from '@/lib/access/model/outsider-words'
import type { Principal } from '@/lib/access/model/principal'
import type { TrustCaller } from '@/lib/iam/index'
import { PAGES } from '../pages'
import { type Trusted, trustedBy, trustRule } from '../role-trust'

interface Unguarded extends Trusted {
  missing: string[]
}

/** What an application of another organisation would bring. */
const FOREIGN: Record<string, string> = {
  'aws:SourceAccount': '000000000000',
  'aws:SourceArn': 'arn:aws:account-access:us-east-1:000000000000:application/another',
}

function unguarded(access: CompiledAccess, role: Principal, caller: TrustCaller): string[] {
  return Object.entries(FOREIGN).flatMap(([key, value]) => {
    const foreign = { ...caller, context: { ...caller.context, [key]: value } }
    return isWay(askTrust(access, role, foreign)) ? [key] : []
  })
}

const keysOf = (found: readonly Unguarded[]) =>
  [...new Set(found.flatMap(({ missing }) => missing))].join(' and ')

export const accountAccessWithoutConditions = trustRule<Unguarded>(
  {
    id: 'account-access-without-conditions',
    severity: 'high',
    title: 'Account access manager is trusted without its two conditions',
    description:
      'A role that can connect trusts account access manager, but does not ask which account and which application it acts for.',
    source: PAGES.confusedDeputy,
  },
  {
    picks: (role, ways, access) =>
      ways
        .filter(({ caller }) => caller.kind === 'service' && caller.value === ACCOUNT_ACCESS)
        .flatMap(way => {
          const missing = unguarded(access, role, way.caller)
          return missing.length > 0 ? trustedBy(way).map(one => ({ ...one, missing })) : []
        }),
    sentence: ({ role, reach, found }) =>
      `The trust policy of ${role} lets account access manager in without asking for ${keysOf(found)}: the application of another organisation could assign its people to the role, and so to its grants on ${reach}.`,
    facts: found => [{ label: 'Not asked for', value: keysOf(found) }],
    fixLabel: 'Ask for both conditions',
    steps: [
      'Ask for aws:SourceAccount with the id of the management account.',
      'Ask for aws:SourceArn with the ARN of the account access manager application.',
    ],
  },
)
