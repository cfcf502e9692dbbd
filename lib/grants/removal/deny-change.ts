import { connectArn } from '@/lib/access/model/target'
import { literalInResource, POLICY_VERSION } from '../statement'
import type { AccountChange } from './account-change'
import type { RemovalCell } from './removal-cell'

/** A Deny for exactly this database user in an inline policy of its own: it takes nothing else away. */
export function denyChange(
  cell: Pick<RemovalCell, 'principal' | 'target' | 'column'>,
): Extract<AccountChange, { kind: 'putInline' }> {
  const { principal, target, column } = cell
  const resource = connectArn(target, deniedUser(column))
  const statement = { Sid: 'DenyConnect', Effect: 'Deny', Action: 'rds-db:connect', Resource: resource }
  const text = JSON.stringify({ Version: POLICY_VERSION, Statement: [statement] }, null, 2)
  const policyName = freeName(
    cell,
    `gh-deny-${target.name}-${column.kind === 'anyOther' ? 'all' : column.name}`,
  )
  return { kind: 'putInline', principalArn: principal.arn, policyName, text }
}

function deniedUser({ kind, name }: RemovalCell['column']): string {
  if (kind === 'anyOther') return '*'
  return kind === 'pattern' ? name : literalInResource(name)
}

/** IAM User Guide, "IAM and AWS STS quotas": policy names are told apart without case. */
function freeName({ principal }: Pick<RemovalCell, 'principal'>, wanted: string): string {
  const base = wanted.replaceAll(/[^\w+=,.@-]+/g, '-').slice(0, 120)
  const taken = new Set(principal.policies.identity.map(item => item.policyId.toLowerCase()))
  const isTaken = (name: string) => taken.has(`${principal.arn}#${name}`.toLowerCase())
  let name = base
  for (let number = 2; isTaken(name); number++) name = `${base}-${number}`
  return name
}
