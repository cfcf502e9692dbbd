import type { ConditionHint } from '@/lib/access/model/verdict'
import type { Finding, FixEffect } from '@/lib/findings/finding'
import { formatCount } from '@/lib/format'
import { permissionsEnd } from '@/lib/grants/after-change'
import type { FixCell, FixPreview } from '@/lib/services/findings/plan-fix'
import { principalsOf, principalsWords } from './simulator-words'

/** `4 new connections`, `2 permissions to connect end`, or that none changes. */
export function effectWords({ added, removed }: FixEffect): string {
  const parts = [
    ...(added > 0 ? [formatCount(added, 'new connection')] : []),
    ...(removed > 0 ? [permissionsEnd(removed)] : []),
  ]
  return parts.length > 0 ? parts.join(', ') : 'no connection changes'
}

const CONDITIONS: Record<ConditionHint, string> = {
  mfa: ', with MFA',
  date: ', between dates',
  other: ', on a condition',
}

/** What all of them hang on; nothing where they differ. */
function conditionOf(gains: readonly FixCell[]): string {
  const hints = new Set(gains.map(({ hint }) => hint))
  const [only = null] = hints.size === 1 ? hints : []
  return only === null ? '' : CONDITIONS[only]
}

/** Who gains what, in one sentence. */
export function opensWords({
  cells,
  cellsTotal,
  effect,
}: Pick<FixPreview, 'cells' | 'cellsTotal'> & { effect: FixEffect }): string {
  if (effect.added === 0) return 'Nobody connects yet; they would as soon as the target lets them.'
  const gains = cells.filter(({ before, after }) => after !== null && after !== before)
  if (gains.length < cellsTotal || gains.length === 0) return `It makes ${effectWords(effect)}.`
  const principals = principalsOf(gains)
  const users = [...new Set(gains.map(cell => cell.databaseUser))]
  const [only = ''] = users
  const what = users.length === 1 ? only : formatCount(users.length, 'database user')
  return `${principalsWords(principals)} ${principals.length === 1 ? 'gains' : 'gain'} ${what}${conditionOf(gains)}.`
}

const sentenceStart = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** What else could be done where nothing was meant to open. */
export function quieterFix(
  { fixes }: Pick<Finding, 'fixes'>,
  { fix }: Pick<FixPreview, 'fix'>,
): string | null {
  const other = fixes.find(one => one.id !== fix.id && !one.opensAccess)
  if (!other) return null
  const { added, removed } = other.effect
  const effect = added + removed === 0 ? '0 connections change' : effectWords(other.effect)
  return `If the grant was never meant to work, ${sentenceStart(other.label)} instead: ${effect}.`
}
