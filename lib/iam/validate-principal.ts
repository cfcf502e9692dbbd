import type { Complain, StatementPrincipal } from './document'
import { readTrustPrincipal } from './trust-principal'

/** `broken`: something in the statement has been complained of already. */
export function validatePrincipal(
  principal: StatementPrincipal,
  path: string,
  broken: boolean,
  complain: Complain,
): void {
  const name = principal.not ? 'NotPrincipal' : 'Principal'
  if (principal.entries.length === 0 && !broken) {
    complain(`${path}.${name}`, `${name} names nobody.`, principal.line)
  }
  for (const { type, value, line } of principal.entries) {
    const read = readTrustPrincipal(type, value)
    const place = type === '*' ? `${path}.${name}` : `${path}.${name}.${type}`
    if (read === null) complain(place, `Invalid principal in policy: "${type}":"${value}".`, line)
    else if (read.kind === 'deleted') {
      complain(place, `${value} is what remains of a deleted user or role; IAM does not take it back.`, line)
    } else if (read.kind !== 'anyone' && /[*?]/.test(value)) {
      complain(
        place,
        `Invalid principal in policy: "${type}":"${value}". Part of a name cannot be a wildcard.`,
        line,
      )
    }
  }
}
