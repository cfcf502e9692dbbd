import type { Finding, FixEffect } from '@/lib/findings/finding'
import { formatCount } from '@/lib/format'
import type { FixPreview } from '@/lib/services/plan-fix'

/** `4 new connections`, `2 connections end`, or that none changes. */
export function effectWords({ added, removed }: FixEffect): string {
  const parts = [
    ...(added > 0 ? [formatCount(added, 'new connection')] : []),
    ...(removed > 0 ? [`${formatCount(removed, 'connection')} ${removed === 1 ? 'ends' : 'end'}`] : []),
  ]
  return parts.length > 0 ? parts.join(', ') : 'no connection changes'
}

/** Who gains what, in one sentence. */
export function opensWords({ cells, cellsTotal, fix }: FixPreview): string {
  const gains = cells.filter(({ after }) => after !== null)
  const principals = new Set(gains.map(cell => cell.principalArn)).size
  const users = [...new Set(gains.map(cell => cell.databaseUser))]
  if (fix.effect.added === 0) return 'Nobody connects yet; they would as soon as the target lets them.'
  if (gains.length < cellsTotal || gains.length === 0) return `It makes ${effectWords(fix.effect)}.`
  const who = formatCount(principals, 'principal')
  const [only] = users
  return users.length === 1 && only !== undefined
    ? `${who} ${principals === 1 ? 'gains' : 'gain'} ${only}.`
    : `${who} ${principals === 1 ? 'gains' : 'gain'} ${formatCount(users.length, 'database user')}.`
}

/** What else could be done where nothing was meant to open. */
export function quieterFix({ fixes }: Finding, { fix }: FixPreview): string | null {
  const other = fixes.find(one => one.id !== fix.id && !one.opensAccess)
  return other
    ? `If that was never meant to work, choose “${other.label}” instead: ${effectWords(other.effect)}.`
    : null
}
