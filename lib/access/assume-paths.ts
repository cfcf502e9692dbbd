import {
  ALLOWED,
  compile,
  DECISIONS,
  type Decision,
  IMPLICIT_DENY,
  mayAssume,
  type TrustEdge,
  trustEdges,
} from '@/lib/iam/index'
import type { CompiledAccess } from './compile-access'
import { conditionsInWords } from './condition-words'
import { perAccess } from './per-access'
import type { Principal } from './principal'
import { indexOfPrincipal } from './principal-index'

/** One way to become a role. */
export interface AssumePath {
  label: string
  kind: 'role' | 'user' | 'service' | 'federated' | 'account' | 'anyone'
  decision: Decision
  note: string | null
  /** Roles taken on the way, nearest to the asked role first. */
  via: string[]
}

/** Same snapshot, asked for sts:AssumeRole. */
const assuming = perAccess(({ inventory }) =>
  compile(
    { policies: inventory.policies, principals: inventory.principals.map(principal => principal.policies) },
    { action: 'sts:AssumeRole', mode: 'discovery' },
  ),
)

const DEPTH = 3
/** A role that a whole account may assume is told by count after this many names. */
const NAMED_LIMIT = 200

const accountOf = (arn: string) => arn.split(':')[4] ?? ''

function noteOf(edges: TrustEdge[]): string | null {
  const texts = edges
    .flatMap(edge => conditionsInWords(edge.condition))
    .map(item => item.text.replace(/\.$/, ''))
  return texts.length > 0 ? [...new Set(texts)].join(', ') : null
}

const DECISION_RANK: Decision[] = ['allowed', 'conditional', 'implicitDeny', 'explicitDeny']

function weaker(a: Decision, b: Decision): Decision {
  return DECISION_RANK.indexOf(a) >= DECISION_RANK.indexOf(b) ? a : b
}

/** Ways in for those who are not principals of this account: services, identity providers, other accounts, anyone. */
function outsiders(role: Principal, edges: TrustEdge[]): AssumePath[] {
  const denies = edges.filter(edge => edge.effect === 'Deny').length > 0
  return edges.flatMap((edge): AssumePath[] => {
    if (edge.effect !== 'Allow' || edge.actions.length === 0) return []
    const decision: Decision = edge.condition || denies ? 'conditional' : 'allowed'
    const path = { decision, note: noteOf([edge]), via: [] }
    const { kind, value } = edge.principal
    if (kind === 'service') return [{ ...path, label: value, kind: 'service' }]
    if (kind === 'saml' || kind === 'oidc')
      return [{ ...path, label: value.split('-provider/')[1] ?? value, kind: 'federated' }]
    if (kind === 'anyone')
      return [{ ...path, label: 'anyone', kind: 'anyone', note: path.note ?? 'in any AWS account' }]
    if (kind === 'account' && value !== role.accountId)
      return [
        {
          ...path,
          label: value,
          kind: 'account',
          note: path.note ?? 'another account; it decides who in it',
        },
      ]
    if ((kind === 'user' || kind === 'role' || kind === 'session') && accountOf(value) !== role.accountId) {
      const name = value.split(':').slice(5).join(':')
      return [
        {
          ...path,
          label: name,
          kind: kind === 'user' ? 'user' : 'role',
          note: `in account ${accountOf(value)}`,
        },
      ]
    }
    return []
  })
}

function candidates(access: CompiledAccess, role: Principal, edges: TrustEdge[]): number[] {
  const wide = edges.some(
    ({ principal, effect }) =>
      effect === 'Allow' &&
      (principal.kind === 'anyone' || (principal.kind === 'account' && principal.value === role.accountId)),
  )
  const named = edges.flatMap(({ principal, effect }) => {
    const index = effect === 'Allow' ? indexOfPrincipal(access, principal.value) : null
    return index === null ? [] : [index]
  })
  if (!wide) return [...new Set(named)]
  const codes = assuming(access).column(role.arn)
  const able = [...codes.keys()].filter(index => codes[index] !== IMPLICIT_DENY)
  return [...new Set([...named, ...able])]
}

/** Principals of this account that may assume the role: trust policy joined with their own permissions. */
function insiders(
  access: CompiledAccess,
  role: Principal,
  edges: TrustEdge[],
): (AssumePath & { arn: string })[] {
  const note = noteOf(edges.filter(edge => edge.effect === 'Allow'))
  return candidates(access, role, edges).flatMap(index => {
    const caller = access.inventory.principals[index]
    if (!caller || caller.arn === role.arn) return []
    const [code] = assuming(access).row(index, [role.arn])
    const { context, absentKeys, arn } = caller.policies
    const { decision } = mayAssume({
      roleArn: role.arn,
      trustText: role.trustText ?? '',
      caller: { arn, context, absentKeys },
      identityDecision: DECISIONS[code ?? IMPLICIT_DENY] ?? 'implicitDeny',
    })
    if (decision !== 'allowed' && decision !== 'conditional') return []
    const own = code === ALLOWED || decision === 'allowed' ? null : 'on a condition of its own policies'
    return [
      {
        label: caller.label,
        kind: caller.kind,
        decision,
        note: decision === 'conditional' ? (note ?? own) : null,
        via: [],
        arn,
      },
    ]
  })
}

function waysInto(access: CompiledAccess, roleArn: string, depth: number, seen: Set<string>): AssumePath[] {
  const index = indexOfPrincipal(access, roleArn)
  const role = index === null ? undefined : access.inventory.principals[index]
  if (!role?.trustText) return []
  const { edges, issues } = trustEdges(role.trustText)
  const direct = insiders(access, role, edges).filter(path => !seen.has(path.arn))
  for (const { arn } of direct) seen.add(arn)
  const broken: AssumePath[] =
    edges.length === 0 && issues.length > 0
      ? [
          {
            label: 'trust policy could not be read',
            kind: 'anyone',
            decision: 'conditional',
            note: issues[0]?.message ?? null,
            via: [],
          },
        ]
      : []
  const further =
    depth <= 1 ? [] : direct.slice(0, NAMED_LIMIT).flatMap(path => through(access, path, depth, seen))
  return [...broken, ...outsiders(role, edges), ...direct.map(({ arn: _, ...path }) => path), ...further]
}

function through(
  access: CompiledAccess,
  path: AssumePath & { arn: string },
  depth: number,
  seen: Set<string>,
): AssumePath[] {
  if (path.kind !== 'role') return []
  return waysInto(access, path.arn, depth - 1, seen).map(next => ({
    ...next,
    decision: weaker(path.decision, next.decision),
    via: [path.label, ...next.via],
  }))
}

/** Who can become the role, directly first, then through other roles. Cycles end where they meet themselves. */
export function whoCanBecome(access: CompiledAccess, roleArn: string, depth = DEPTH): AssumePath[] {
  const paths = waysInto(access, roleArn, depth, new Set([roleArn]))
  return paths.sort(
    (a, b) =>
      a.via.length - b.via.length || DECISION_RANK.indexOf(a.decision) - DECISION_RANK.indexOf(b.decision),
  )
}
