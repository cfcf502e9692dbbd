import { completeArnPattern, matchesWildcard, parseArn, parseDocument, type Statement } from '@/lib/iam/index'
import type { CompiledAccess } from './compile-access'
import type { Verbal } from './explain-words'
import { regionWasRead, successorOf } from './successor'
import { connectArn } from './target'

/** What was written in place of what; the same words as the rules of `lib/findings` where they know it. */
export type NearMissKind =
  | 'name'
  | 'member'
  | 'behindProxy'
  | 'partition'
  | 'service'
  | 'region'
  | 'account'
  | 'capitals'
  | 'stale'

export interface NearMiss {
  kind: NearMissKind
  policyId: string
  text: string
}

interface Wrong {
  kind: NearMissKind
  says: string
  instead: string
}

/** What somebody who meant this cell may have written in place of its resource id. */
function wrongIds({ target, column }: Verbal): (Wrong & { arn: string })[] {
  const instead = target.resourceId
  const wrong = (kind: NearMissKind, resourceId: string, says: string) => ({
    kind,
    arn: connectArn({ ...target, resourceId }, column.witness),
    says,
    instead,
  })
  return [
    wrong('name', target.name, `the name ${target.name}`),
    wrong('name', target.arn, 'a whole ARN'),
    ...target.members.flatMap(member => [
      wrong('member', member.resourceId, `the member's id ${member.resourceId}`),
      wrong('name', member.name, `the member's name ${member.name}`),
    ]),
    ...(target.proxy?.targets ?? []).flatMap(behind =>
      behind.resourceId ? [wrong('behindProxy', behind.resourceId, `${behind.name} behind the proxy`)] : [],
    ),
  ]
}

const FIELDS = [
  ['partition', 'the partition'],
  ['service', 'the service'],
  ['region', 'the Region'],
  ['account', 'the account'],
] as const

/** The right database user on the right target, in a wrong Region, account or partition. */
function wrongPlace(pattern: string, exact: string): Wrong | null {
  const [written, meant] = [parseArn(pattern), parseArn(exact)]
  if (!written || !meant || written.resource !== meant.resource) return null
  const off = FIELDS.filter(([field]) => written[field] !== meant[field])
  const [first] = off
  if (off.length !== 1 || !first) return null
  const [kind, words] = first
  return { kind, says: written[kind], instead: `${words} ${meant[kind]}` }
}

/** The id of a target that is gone, where this one took its place. */
function goneId(access: CompiledAccess, pattern: string, { target, column }: Verbal): Wrong | null {
  const arn = parseArn(completeArnPattern(pattern))
  const [, id, user] = /^dbuser:((?:db|cluster|prx)-[A-Za-z0-9]+)\/(.+)$/.exec(arn?.resource ?? '') ?? []
  if (!arn || !id || user !== column.name || arn.region !== target.region) return null
  const known = access.inventory.targets.some(
    each => each.resourceId === id || each.members.some(member => member.resourceId === id),
  )
  if (known || !regionWasRead(access, arn.region)) return null
  if (successorOf(access, arn.region, user) !== target) return null
  return { kind: 'stale', says: `${id}, which no target has any more`, instead: target.resourceId }
}

function mistakeIn(
  access: CompiledAccess,
  statement: Statement,
  pattern: string,
  cell: Verbal,
): Wrong | null {
  const exact = connectArn(cell.target, cell.column.witness)
  if (matchesWildcard(pattern, exact)) {
    const spelled = statement.action?.patterns.includes('rds:connect')
    return spelled ? { kind: 'service', says: 'rds:connect', instead: 'rds-db:connect' } : null
  }
  if (pattern.toLowerCase() === exact.toLowerCase()) return { kind: 'capitals', says: '', instead: '' }
  return (
    wrongPlace(pattern, exact) ??
    wrongIds(cell).find(wrong => matchesWildcard(pattern, wrong.arn)) ??
    goneId(access, pattern, cell)
  )
}

/** A statement of this principal that was probably meant to allow the cell, and why it does not. */
export function nearMiss(access: CompiledAccess, cell: Verbal): NearMiss | null {
  const texts = new Map(access.inventory.policies.map(policy => [policy.id, policy]))
  for (const { policyId } of cell.principal.policies.identity) {
    const policy = texts.get(policyId)
    if (!policy || !/rds/i.test(policy.text)) continue
    for (const statement of parseDocument(policy.text).document?.statements ?? []) {
      if (statement.effect !== 'Allow' || !statement.resource || statement.resource.not) continue
      const where = `statement ${statement.index + 1} of ${policy.name}`
      for (const pattern of statement.resource.patterns) {
        const mistake = mistakeIn(access, statement, pattern, cell)
        if (!mistake) continue
        const { kind, says, instead } = mistake
        const text =
          kind === 'capitals'
            ? `${cell.column.name} is spelled with other capitals in ${where}; case matters.`
            : `Put ${instead} where ${where} has ${says}.`
        return { kind, policyId, text }
      }
    }
  }
  return null
}
