import type { Principal } from '@/lib/access/model/principal'
import {
  CHOICES_OF_ONE,
  DECISIONS,
  type Decision,
  EXPLICIT_DENY,
  FACTS_OF_PRINCIPALS,
  IMPLICIT_DENY,
  isSessionOf,
  layersOf,
  NOT_OF_PRINCIPALS,
  type TrustCaller,
  type TrustEdge,
} from '@/lib/iam/index'
import type { CompiledAccess } from './compile-access'
import { memoizePerAccess } from './memoize-per-access'
import { policySources } from './policy-sources'
import { indexOfPrincipal } from './principal-index'

const roleNames = memoizePerAccess(
  'role names',
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
  /** What its own policies together say of the role. */
  ownDecision: Decision
}

/**
 * Users and roles of the account whom the trust policy may let in. Where everybody is, in one line, only those whose own
 * policies speak of the role are told apart from them.
 */
export function ownCallers(
  access: CompiledAccess,
  role: Principal,
  edges: readonly TrustEdge[],
  everybodyIsIn: boolean,
): OwnCaller[] {
  const codes = access.assuming().column(role.arn)
  const allowing = edges.filter(({ effect }) => effect === 'Allow')
  const everybody = allowing.some(({ principal }) => principal.kind === 'anyone')
  const delegated = allowing.some(
    ({ principal }) => principal.kind === 'account' && principal.value === role.accountId,
  )
  const chosen = new Set<number>()
  for (const { principal } of allowing) {
    const { kind, value } = principal
    const index = kind === 'session' ? roleOfSession(access, value) : indexOfPrincipal(access, value)
    if (index !== null) chosen.add(index)
  }
  for (let index = 0; (everybody || delegated) && index < codes.length; index++)
    if ((everybody && !everybodyIsIn) || codes[index] !== IMPLICIT_DENY) chosen.add(index)
  const callers: OwnCaller[] = []
  for (const index of chosen) {
    const principal = access.inventory.principals[index]
    const code = codes[index] ?? IMPLICIT_DENY
    if (!principal || principal === role || code === EXPLICIT_DENY) continue
    const ownDecision = DECISIONS[code] ?? 'implicitDeny'
    callers.push({ principal, caller: ownCaller(access, principal), ownDecision })
  }
  return callers
}

const callers = memoizePerAccess('own callers', () => new Map<Principal, TrustCaller>())

/** A user or role as a caller. */
export function ownCaller(access: CompiledAccess, principal: Principal): TrustCaller {
  const known = callers(access).get(principal)
  if (known) return known
  const { kind, arn, accountId, policies } = principal
  const caller: TrustCaller = {
    kind,
    value: arn,
    context: { ...FACTS_OF_PRINCIPALS, 'aws:PrincipalAccount': accountId, ...policies.context },
    absentKeys: [...policies.absentKeys, ...NOT_OF_PRINCIPALS],
    own: { layers: () => layersOf(policies, policySources(access)) },
    choices: CHOICES_OF_ONE,
  }
  callers(access).set(principal, caller)
  return caller
}
