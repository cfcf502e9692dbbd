import { DECISIONS } from '@/lib/iam/index'
import { columnFor } from './columns'
import type { CompiledAccess } from './compile-access'
import { indexOfPrincipal } from './principal-index'
import { connectArn, type Target } from './target'
import { gateOf } from './target-cells'
import { VERDICT_WORDS, verdictOf } from './verdict'

/** The database's side: end to end, the proxy's own role needs a grant there (reference §4.5). */
function byRole(
  access: CompiledAccess,
  roleArn: string | null,
  behind: Target,
  databaseUser: string,
): string {
  const index = roleArn ? indexOfPrincipal(access, roleArn) : null
  if (index === null)
    return `The proxy then signs in to ${behind.name} as its own role, which is not known here.`
  const label = access.inventory.principals[index]?.label ?? 'its role'
  const column = columnFor(access, behind, databaseUser)
  const [code] = access.compiled.row(index, [connectArn(behind, column.witness)])
  const verdict = verdictOf(DECISIONS[code ?? 0] ?? 'implicitDeny', gateOf(behind, column))
  return `Behind it, ${label} signs in to ${behind.name} as ${databaseUser}: ${VERDICT_WORDS[verdict].toLowerCase()}.`
}

/** With a secret, the user must have a password: `rds_iam` or the IAM plugin takes it away. */
function bySecret(access: CompiledAccess, behind: Target, databaseUser: string): string {
  const scan = access.inventory.scans[behind.resourceId]
  if (!scan)
    return `Behind it, the proxy signs in to ${behind.name} with a secret; that database was not read.`
  const user = scan.users.find(each => each.name === databaseUser)
  if (!user) return `Behind it, ${behind.name} has no user ${databaseUser}, so the proxy's sign-in fails.`
  if (user.iamReady)
    return `Behind it, ${databaseUser} on ${behind.name} signs in by IAM only, so a password from a secret fails.`
  return `Behind it, the proxy signs in to ${behind.name} as ${databaseUser} with a password; it needs a secret for that user.`
}

/** The second hop of a connection through a proxy, in one sentence; null where there is no proxy. */
export function behindProxy(access: CompiledAccess, target: Target, databaseUser: string): string | null {
  if (!target.proxy) return null
  const { targets, databaseAuth, roleArn } = target.proxy
  const behind = access.inventory.targets.find(each =>
    targets.some(item => item.resourceId === each.resourceId),
  )
  if (!behind) return 'What stands behind the proxy was not read.'
  if (databaseAuth === 'iam') return byRole(access, roleArn, behind, databaseUser)
  return bySecret(access, behind, databaseUser)
}
