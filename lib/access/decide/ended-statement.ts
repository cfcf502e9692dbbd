import type { Principal } from '@/lib/access/model/principal'
import { matchesWildcard, parseDocument } from '@/lib/iam/index'
import type { CompiledAccess } from './compile-access'
import { endOfStatement } from './end-of-statement'
import { resolvedFor } from './named-users'
import { policySources } from './policy-sources'

/** A statement that let the principal in until a day that is past. */
export interface EndedStatement {
  /** `statement 1 of orders-access` */
  where: string
  endedAt: Date
}

/** Most do not, and need not be read. JSON may spell any letter as an escape. */
const SPEAKS_OF_TIME = /(current|epoch)time|\\u/i

/** Of several the one that ended last: until then somebody may have come in. */
export function endedStatement(
  access: CompiledAccess,
  principal: Principal,
  resource: string,
): EndedStatement | null {
  const ended = principal.policies.identity.flatMap(({ policyId }) => {
    const policy = policySources(access).get(policyId)
    if (!policy || !SPEAKS_OF_TIME.test(policy.text)) return []
    return (parseDocument(policy.text).document?.statements ?? []).flatMap(statement => {
      const { action, resource: places, effect, index } = statement
      const end = effect === 'Allow' ? endOfStatement(statement) : null
      if (!end || end.endsAt.toISOString() > access.inventory.readAt) return []
      const acts = action?.not === false && action.patterns.some(isConnect)
      const reaches = places?.not === false && places.patterns.some(matches(principal, resource))
      return acts && reaches
        ? [{ where: `statement ${index + 1} of ${policy.name}`, endedAt: end.endsAt }]
        : []
    })
  })
  return ended.sort((a, b) => b.endedAt.getTime() - a.endedAt.getTime())[0] ?? null
}

const isConnect = (pattern: string) => matchesWildcard(pattern, 'rds-db:connect', { ignoreCase: true })

const matches = (principal: Principal, resource: string) => (pattern: string) =>
  [pattern, ...resolvedFor(pattern, principal)].some(text => matchesWildcard(text, resource))
