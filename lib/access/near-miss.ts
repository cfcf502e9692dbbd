import { matchesWildcard, parseDocument } from '@/lib/iam/index'
import type { CompiledAccess } from './compile-access'
import type { Verbal } from './explain-words'
import { connectArn } from './target'

interface Wrong {
  arn: string
  says: string
  instead: string
}

/** What somebody who meant this cell may have written instead. */
function wrongSpellings({ target, column }: Verbal): Wrong[] {
  const at = (resourceId: string) => connectArn({ ...target, resourceId }, column.witness)
  const id = target.resourceId
  const members = target.members.flatMap(member => [
    { arn: at(member.resourceId), says: `the member's id ${member.resourceId}`, instead: id },
    { arn: at(member.name), says: `the member's name ${member.name}`, instead: id },
  ])
  const behind = (target.proxy?.targets ?? []).flatMap(item =>
    item.resourceId ? [{ arn: at(item.resourceId), says: `${item.name} behind the proxy`, instead: id }] : [],
  )
  const names = [
    { arn: at(target.name), says: `the name ${target.name}`, instead: id },
    { arn: at(target.arn), says: 'a whole ARN', instead: id },
    {
      arn: connectArn(target, column.witness).replace(':rds-db:', ':rds:'),
      says: 'the service rds',
      instead: 'rds-db',
    },
  ]
  return [...names, ...members, ...behind]
}

/** A statement of this principal that was probably meant to allow the cell, and why it does not. */
export function nearMiss(access: CompiledAccess, cell: Verbal): string | null {
  const wrong = wrongSpellings(cell)
  const exact = connectArn(cell.target, cell.column.witness)
  const texts = new Map(access.inventory.policies.map(policy => [policy.id, policy]))
  for (const { policyId } of cell.principal.policies.identity) {
    const policy = texts.get(policyId)
    if (!policy || !/rds/i.test(policy.text)) continue
    for (const statement of parseDocument(policy.text).document?.statements ?? []) {
      if (statement.effect !== 'Allow' || !statement.resource || statement.resource.not) continue
      for (const pattern of statement.resource.patterns) {
        const where = `statement ${statement.index + 1} of ${policy.name}`
        const found = wrong.find(
          each => !matchesWildcard(pattern, exact) && matchesWildcard(pattern, each.arn),
        )
        if (found) return `Put ${found.instead} where ${where} has ${found.says}.`
        if (pattern !== exact && pattern.toLowerCase() === exact.toLowerCase())
          return `${cell.column.name} is spelled with other capitals in ${where}; case matters.`
        if (pattern === exact && statement.action?.patterns.includes('rds:connect'))
          return `Put rds-db:connect where ${where} has rds:connect.`
      }
    }
  }
  return null
}
