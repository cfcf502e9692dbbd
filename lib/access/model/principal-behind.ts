import { parseArn } from '@/lib/iam/index'
import type { Inventory } from './inventory'
import type { Principal } from './principal'

/** The user or role behind an ARN as STS gives it: a session's ARN has the role's name but not its path. */
export function principalBehind(inventory: Inventory, arn: string): Principal | null {
  const exact = inventory.principals.find(principal => principal.arn === arn)
  if (exact) return exact
  const parsed = parseArn(arn)
  const [, roleName] = /^assumed-role\/([^/]+)\//.exec(parsed?.resource ?? '') ?? []
  if (!roleName || parsed?.account !== inventory.accountId) return null
  return (
    inventory.principals.find(principal => principal.kind === 'role' && principal.name === roleName) ?? null
  )
}
