import { mayTagSession, type PrincipalPolicies } from '@/lib/iam/index'
import type { Principal } from './principal'

type Facts = Pick<PrincipalPolicies, 'context' | 'absentKeys' | 'beginnings'>
type Known = Pick<Principal, 'kind' | 'arn' | 'name' | 'accountId' | 'uniqueId' | 'tags' | 'trustText'>

/** A call signed by a user or a role's session is none that an AWS service makes by itself. */
const NO_SERVICE = ['aws:PrincipalServiceName', 'aws:PrincipalServiceNamesList']
const EVERY_TAG = 'aws:PrincipalTag/*'

/** What every request of a principal is known to say of it: IAM User Guide, "AWS global condition context keys". */
export function principalFacts(principal: Known): Facts {
  const { arn, accountId, kind } = principal
  const own = kind === 'user' ? userFacts(principal) : roleFacts(principal)
  return {
    ...own,
    context: {
      'aws:PrincipalArn': arn,
      'aws:PrincipalAccount': accountId,
      'aws:PrincipalIsAWSService': 'false',
      ...own.context,
    },
    absentKeys: [...own.absentKeys, ...NO_SERVICE],
  }
}

/** Its tags are all there are: only a federated session could bring others, and it is no longer the user. */
function userFacts({ name, uniqueId, tags }: Known): Facts {
  return {
    context: {
      'aws:username': name,
      ...(uniqueId ? { 'aws:userid': uniqueId } : {}),
      'aws:PrincipalType': 'User',
      ...tagFacts(tags),
    },
    absentKeys: [EVERY_TAG],
  }
}

/** A session's tags override the role's: where it may bring some, nothing is known of any tag. */
function roleFacts({ uniqueId, tags, trustText }: Known): Facts {
  const tagged = trustText === null || mayTagSession(trustText)
  return {
    context: { 'aws:PrincipalType': 'AssumedRole', ...(tagged ? {} : tagFacts(tags)) },
    absentKeys: ['aws:username', ...(tagged ? [] : [EVERY_TAG])],
    ...(uniqueId ? { beginnings: { 'aws:userid': `${uniqueId}:` } } : {}),
  }
}

function tagFacts(tags: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]))
}
