import { matchesWildcard, parseArn, parseDocument, type Statement } from '@/lib/iam/index'
import type { CompiledAccess } from './compile-access'
import type { Verbal } from './explain-words'
import { connectArn } from './target'

interface Wrong {
  arn: string
  says: string
  instead: string
}

/** What somebody who meant this cell may have written in place of its resource id. */
function wrongIds({ target, column }: Verbal): Wrong[] {
  const instead = target.resourceId
  const wrong = (resourceId: string, says: string): Wrong => ({
    arn: connectArn({ ...target, resourceId }, column.witness),
    says,
    instead,
  })
  return [
    wrong(target.name, `the name ${target.name}`),
    wrong(target.arn, 'a whole ARN'),
    ...target.members.flatMap(member => [
      wrong(member.resourceId, `the member's id ${member.resourceId}`),
      wrong(member.name, `the member's name ${member.name}`),
    ]),
    ...(target.proxy?.targets ?? []).flatMap(behind =>
      behind.resourceId ? [wrong(behind.resourceId, `${behind.name} behind the proxy`)] : [],
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
function wrongPlace(pattern: string, exact: string): Omit<Wrong, 'arn'> | null {
  const [written, meant] = [parseArn(pattern), parseArn(exact)]
  if (!written || !meant || written.resource !== meant.resource) return null
  const off = FIELDS.filter(([field]) => written[field] !== meant[field])
  const [first] = off
  return off.length === 1 && first
    ? { says: written[first[0]], instead: `${first[1]} ${meant[first[0]]}` }
    : null
}

function mistakeIn(
  statement: Statement,
  pattern: string,
  cell: Verbal,
  exact: string,
): Omit<Wrong, 'arn'> | string | null {
  if (matchesWildcard(pattern, exact)) {
    const spelled = statement.action?.patterns.includes('rds:connect')
    return spelled ? { says: 'rds:connect', instead: 'rds-db:connect' } : null
  }
  if (pattern.toLowerCase() === exact.toLowerCase()) return 'capitals'
  return (
    wrongPlace(pattern, exact) ?? wrongIds(cell).find(wrong => matchesWildcard(pattern, wrong.arn)) ?? null
  )
}

/** A statement of this principal that was probably meant to allow the cell, and why it does not. */
export function nearMiss(access: CompiledAccess, cell: Verbal): string | null {
  const exact = connectArn(cell.target, cell.column.witness)
  const texts = new Map(access.inventory.policies.map(policy => [policy.id, policy]))
  for (const { policyId } of cell.principal.policies.identity) {
    const policy = texts.get(policyId)
    if (!policy || !/rds/i.test(policy.text)) continue
    for (const statement of parseDocument(policy.text).document?.statements ?? []) {
      if (statement.effect !== 'Allow' || !statement.resource || statement.resource.not) continue
      const where = `statement ${statement.index + 1} of ${policy.name}`
      for (const pattern of statement.resource.patterns) {
        const mistake = mistakeIn(statement, pattern, cell, exact)
        if (mistake === 'capitals')
          return `${cell.column.name} is spelled with other capitals in ${where}; case matters.`
        if (mistake && typeof mistake !== 'string')
          return `Put ${mistake.instead} where ${where} has ${mistake.says}.`
      }
    }
  }
  return null
}
