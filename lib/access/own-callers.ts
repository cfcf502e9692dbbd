import {
  DECISIONS,
  type Decision,
  EXPLICIT_DENY,
  FACTS_OF_PRINCIPALS,
  IMPLICIT_DENY,
  isSessionOf,
  layersOf,
  type TrustCaller,
  type TrustEdge,
} from '@/lib/iam/index'
import type { CompiledAccess } from './compile-access'
import { perAccess } from './per-access'
import type { Principal } from './principal'
import { indexOfPrincipal } from './principal-index'

const sources = perAccess(({ inventory }) => new Map(inventory.policies.map(policy => [policy.id, policy])))

const roleNames = perAccess(
  ({ inventory }) =>
    new Map(
      inventory.principals.flatMap(({ kind, name }, index) => (kind === 'role' ? [[name, index]] : [])) as [
        string,
        number,
      ][],
    ),
)

/** The role behind a session that a trust policy names. */
function roleOfSession(access: CompiledAccess, sessionArn: string): number | null {
  const index = roleNames(access).get(sessionArn.split('/')[1] ?? '')
  const role = index === undefined ? undefined : access.inventory.principals[index]
  return role && index !== undefined && isSessionOf(role.arn, sessionArn) ? index : null
}

export interface OwnCaller {
  principal: Principal
  caller: TrustCaller
}

/** Users and roles of the account whom the trust policy may let in, each with what its own policies say of the role. */
export function ownCallers(access: CompiledAccess, role: Principal, edges: TrustEdge[]): OwnCaller[] {
  const codes = access.assuming().column(role.arn)
  const allowing = edges.filter(({ effect }) => effect === 'Allow')
  const everybody = allowing.some(({ principal }) => principal.kind === 'anyone')
  const delegated = allowing.some(
    ({ principal }) => principal.kind === 'account' && principal.value === role.accountId,
  )
  const chosen = new Set<number | null>(
    allowing.map(({ principal: { kind, value } }) =>
      kind === 'session' ? roleOfSession(access, value) : indexOfPrincipal(access, value),
    ),
  )
  for (const [index, code] of codes.entries())
    if (everybody || (delegated && code !== IMPLICIT_DENY)) chosen.add(index)
  return [...chosen].flatMap(index => {
    const principal = index === null ? undefined : access.inventory.principals[index]
    if (!principal || index === null || principal.arn === role.arn) return []
    const code = codes[index] ?? IMPLICIT_DENY
    if (code === EXPLICIT_DENY) return []
    const decision = DECISIONS[code] ?? 'implicitDeny'
    return [{ principal, caller: ownCaller(access, principal, decision) }]
  })
}

/** A user or role as a caller. `decision`: what its own policies together say of the role. */
export function ownCaller(access: CompiledAccess, principal: Principal, decision: Decision): TrustCaller {
  const { kind, arn, policies } = principal
  return {
    kind,
    value: arn,
    context: { ...FACTS_OF_PRINCIPALS, ...policies.context },
    absentKeys: policies.absentKeys,
    own: { layers: () => layersOf(policies, sources(access)), decision },
  }
}
