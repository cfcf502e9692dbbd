import type { Principal } from '@/lib/access/model/principal'
import {
  type AssumeAnswer,
  type Decision,
  type Layer,
  mayAssume,
  type PolicyIssue,
  type PreparedTrust,
  prepareTrust,
  type TrustCaller,
  type TrustEdge,
  trustEdges,
  trustedOutsiders,
} from '@/lib/iam/index'
import type { CompiledAccess } from './compile-access'
import { memoizePerAccess } from './memoize-per-access'

/** A trust policy as read. */
export interface RoleTrust {
  trust: PreparedTrust
  edges: readonly TrustEdge[]
  issues: readonly PolicyIssue[]
}

const readings = memoizePerAccess('role trusts', () => new Map<string, RoleTrust>())

/** Roles of one trust policy share its reading. */
export function roleTrust(access: CompiledAccess, text: string): RoleTrust {
  const known = readings(access).get(text)
  if (known) return known
  const reading = { trust: prepareTrust(text), ...trustEdges(text) }
  readings(access).set(text, reading)
  return reading
}

/** The one question that ways, findings and sign-ins ask: as of the reading, does the caller become the role? */
export function askTrust(
  access: CompiledAccess,
  role: Principal,
  caller: TrustCaller,
  ownDecision?: Decision,
): AssumeAnswer {
  return mayAssume({
    roleArn: role.arn,
    trust: roleTrust(access, role.trustText ?? '').trust,
    caller,
    at: access.inventory.readAt,
    ...(ownDecision === undefined ? {} : { ownDecision }),
  })
}

export const isWay = ({ decision }: AssumeAnswer) => decision === 'allowed' || decision === 'conditional'

/** Somebody outside the account, or the account itself as a whole, whom the trust policy of the role lets in. */
export interface TrustWay {
  caller: TrustCaller
  answer: AssumeAnswer
}

const ways = memoizePerAccess('outside ways', () => new Map<string, TrustWay[]>())

/** The one answer that the ways into a role and the findings about them share. */
export function outsideWays(access: CompiledAccess, role: Principal): TrustWay[] {
  if (role.trustText === null) return []
  // The trust policy of a role never tests the role itself: its account is all that the answer needs.
  const key = `${role.accountId} ${role.trustText}`
  const known = ways(access).get(key)
  if (known) return known
  const { trust } = roleTrust(access, role.trustText)
  const found = trustedOutsiders(trust, role.accountId)
    .map(caller => ({ caller, answer: askTrust(access, role, caller) }))
    .filter(({ answer }) => isWay(answer))
  ways(access).set(key, found)
  return found
}

const NO_POLICY: Layer = { kind: 'identity', policies: [] }

/** What the trust policy says of every user and role of its own account, even those without any permission of their own. */
export function everybodyHere(access: CompiledAccess, role: Principal): AssumeAnswer | null {
  const home = outsideWays(access, role).find(
    ({ caller }) => caller.kind === 'account' && caller.value === role.accountId,
  )
  if (!home) return null
  const caller = { ...home.caller, own: { layers: () => [NO_POLICY] } }
  const answer = askTrust(access, role, caller)
  return isWay(answer) ? answer : null
}
