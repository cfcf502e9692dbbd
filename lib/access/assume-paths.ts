import {
  type ConditionExpression,
  type ConditionTest,
  DECISIONS,
  type Decision,
  IMPLICIT_DENY,
  mayAssume,
  type TrustEdge,
  trustEdges,
} from '@/lib/iam/index'
import type { CompiledAccess } from './compile-access'
import { conditionsInWords } from './condition-words'
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

const DEPTH = 3
/** A whole account may delegate to hundreds of roles: looking into the first of them shows the chains that matter. */
const LOOKED_INTO = 40

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

/** What every sign-in through the provider brings anyway: a test of it singles nobody out. */
function isStandardAudience({ key, values }: ConditionTest): boolean {
  if (/^saml:aud$/i.test(key)) return values.every(value => /^https:\/\/signin\./.test(value))
  return /:aud$/i.test(key) && values.every(value => /^sts\.amazonaws\.com(\.cn)?$/.test(value))
}

function restricting(condition: ConditionExpression | null): ConditionExpression | null {
  if (!condition) return null
  if ('test' in condition) return isStandardAudience(condition.test) ? null : condition
  if (!('all' in condition)) return condition
  const left = condition.all.filter(part => restricting(part) !== null)
  return left.length > 0 ? { all: left } : null
}

function providerName(arn: string): string {
  const name = arn.split('-provider/')[1] ?? arn
  return name.startsWith('AWSSSO_') ? 'IAM Identity Center' : name
}

/** Ways in for those who are not principals of this account: services, identity providers, other accounts, anyone. */
function outsiders(role: Principal, edges: TrustEdge[]): AssumePath[] {
  const denies = edges.some(edge => edge.effect === 'Deny')
  return edges
    .filter(edge => edge.effect === 'Allow' && edge.actions.length > 0)
    .flatMap(edge => {
      const condition = restricting(edge.condition)
      const decision: Decision = condition || denies ? 'conditional' : 'allowed'
      return outsider(role, edge.principal, { decision, note: noteOf([{ ...edge, condition }]), via: [] })
    })
}

function outsider(
  role: Principal,
  { kind, value }: TrustEdge['principal'],
  path: Pick<AssumePath, 'decision' | 'note' | 'via'>,
): AssumePath[] {
  const foreign = accountOf(value) !== role.accountId
  if (kind === 'service') return [{ ...path, label: value, kind }]
  if (kind === 'saml' || kind === 'oidc') return [{ ...path, label: providerName(value), kind: 'federated' }]
  if (kind === 'anyone') return [{ ...path, label: 'anyone', kind, note: path.note ?? 'in any AWS account' }]
  if (kind === 'account' && value !== role.accountId)
    return [{ ...path, label: value, kind, note: path.note ?? 'another account; it decides who in it' }]
  if ((kind === 'user' || kind === 'role' || kind === 'session') && foreign) {
    const where = `in account ${accountOf(value)}`
    const note = path.note ? `${where}: ${path.note}` : where
    return [
      { ...path, label: value.split(':').slice(5).join(':'), kind: kind === 'user' ? 'user' : 'role', note },
    ]
  }
  return []
}

/** By index of the principal: what its own policies say of assuming the role. */
function candidates(access: CompiledAccess, role: Principal, edges: TrustEdge[]): Map<number, Decision> {
  const wide = edges.some(
    ({ principal, effect }) =>
      effect === 'Allow' &&
      (principal.kind === 'anyone' || (principal.kind === 'account' && principal.value === role.accountId)),
  )
  const named = edges.flatMap(({ principal, effect }) => {
    const index = effect === 'Allow' ? indexOfPrincipal(access, principal.value) : null
    return index === null ? [] : [index]
  })
  const codes = access.assuming().column(role.arn)
  const able = wide ? [...codes.keys()].filter(index => codes[index] !== IMPLICIT_DENY) : []
  return new Map([...named, ...able].map(index => [index, DECISIONS[codes[index] ?? 0] ?? 'implicitDeny']))
}

/** Principals of this account that may assume the role: trust policy joined with their own permissions. */
function insiders(
  access: CompiledAccess,
  role: Principal,
  edges: TrustEdge[],
): (AssumePath & { arn: string })[] {
  const note = noteOf(edges.filter(edge => edge.effect === 'Allow'))
  return [...candidates(access, role, edges)].flatMap(([index, identityDecision]) => {
    const caller = access.inventory.principals[index]
    if (!caller || caller.arn === role.arn) return []
    const { context, absentKeys, arn } = caller.policies
    const { decision } = mayAssume({
      roleArn: role.arn,
      trustText: role.trustText ?? '',
      caller: { arn, context, absentKeys },
      identityDecision,
    })
    if (decision !== 'allowed' && decision !== 'conditional') return []
    const why = decision === 'conditional' ? (note ?? 'its own policies leave it open') : null
    return [{ label: caller.label, kind: caller.kind, decision, note: why, via: [], arn }]
  })
}

interface Walk {
  access: CompiledAccess
  /** Who has been met: cycles end there. */
  seen: Set<string>
  /** Roles that may still be looked into. */
  left: number
}

function waysInto(walk: Walk, roleArn: string, depth: number): AssumePath[] {
  const { access, seen } = walk
  const index = indexOfPrincipal(access, roleArn)
  const role = index === null ? undefined : access.inventory.principals[index]
  if (!role?.trustText) return []
  const { edges, issues } = trustEdges(role.trustText)
  const direct = insiders(access, role, edges).filter(path => !seen.has(path.arn))
  for (const { arn } of direct) seen.add(arn)
  const further = depth <= 1 ? [] : direct.flatMap(path => through(walk, path, depth))
  const shown = direct.map(({ arn: _, ...path }) => path)
  const unread = edges.length === 0 && issues[0] ? [unreadTrust(issues[0].message)] : []
  return [...unread, ...outsiders(role, edges), ...shown, ...further]
}

function unreadTrust(note: string): AssumePath {
  return { label: 'trust policy could not be read', kind: 'anyone', decision: 'conditional', note, via: [] }
}

function through(walk: Walk, path: AssumePath & { arn: string }, depth: number): AssumePath[] {
  if (path.kind !== 'role' || walk.left <= 0) return []
  walk.left--
  return waysInto(walk, path.arn, depth - 1).map(next => ({
    ...next,
    decision: weaker(path.decision, next.decision),
    via: [path.label, ...next.via],
  }))
}

/** Who can become the role, directly first, then through other roles. */
export function whoCanBecome(access: CompiledAccess, roleArn: string, depth = DEPTH): AssumePath[] {
  const paths = waysInto({ access, seen: new Set([roleArn]), left: LOOKED_INTO }, roleArn, depth)
  return paths.sort(
    (a, b) =>
      a.via.length - b.via.length || DECISION_RANK.indexOf(a.decision) - DECISION_RANK.indexOf(b.decision),
  )
}
