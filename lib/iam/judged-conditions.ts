import type { Statement } from './document'
import type { LayerKind } from './policy-snapshot'

/**
 * Whether the conditions of a statement are judged by what is known although conditions are distrusted. SCPs, and limits
 * that do not speak of the service, stand over a whole account: left open they would leave every cell of it open.
 */
export function isJudged(
  kind: LayerKind,
  effect: 'Allow' | 'Deny',
  statement: Statement,
  lowerAction: string,
): boolean {
  if (kind === 'scp') return true
  const limits = effect === 'Deny' || kind === 'boundary'
  return limits && !speaksOf(statement, lowerAction.slice(0, lowerAction.indexOf(':')))
}

function speaksOf({ action, resource }: Statement, service: string): boolean {
  const patterns = [...(action?.patterns ?? []), ...(resource?.patterns ?? [])]
  return patterns.some(pattern => pattern.toLowerCase().includes(service))
}
