import type { RemovalCell } from './removal-cell'

/** What somebody does elsewhere, where AWS lets nobody edit the principal; or why nothing is to be done. */
export function byHand(cell: RemovalCell): string[] {
  const { principal, allowing, column, target, verdict } = cell
  const names = allowing.map(({ source }) => source.name).join(' and ')
  if (allowing.length === 0)
    return [
      verdict === 'notEvaluated'
        ? `Whether ${principal.label} may connect as ${column.name} hangs on a policy that could not be read.`
        : `IAM does not let ${principal.label} connect as ${column.name} on ${target.name}: there is nothing to remove.`,
    ]
  if (principal.path.startsWith('/aws-reserved/')) {
    const set = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(principal.name)?.[1] ?? principal.name
    return [
      `IAM Identity Center owns ${principal.label} and writes its policies. In Identity Center, open the permission set ${set}.`,
      `Change ${names} there, or take the people who should not connect out of its assignment to this account.`,
      'Identity Center then writes the role in every account it is assigned to; read the account again here to see it.',
    ]
  }
  if (principal.unmodifiable)
    return [
      `${principal.unmodifiable} It holds ${names}.`,
      'Where its service is no longer used, delete the role through that service.',
    ]
  return []
}
