import type { AffectedCell } from '@/lib/findings/finding'
import { formatCount, formatNumber } from '@/lib/format'
import type { SimulatedFinding } from '@/lib/services/findings/simulate-finding'

/** `4 roles`, `1 user`, or `principals` where both are among them. */
export function principalsWords(labels: readonly string[], count = labels.length): string {
  const kinds = new Set(labels.map(label => label.split('/')[0] ?? ''))
  const [kind = ''] = kinds.size === 1 ? kinds : []
  return formatCount(count, kind === 'role' || kind === 'user' ? kind : 'principal')
}

/** Everybody whom the finding names, each once. */
export const principalsOf = (cells: readonly Pick<AffectedCell, 'principalLabel'>[]) => [
  ...new Set(cells.map(({ principalLabel }) => principalLabel)),
]

/** `implicitDeny for all 4 roles`; where the answers differ, how many got which. */
export function simulatorWords(
  { answers }: Pick<SimulatedFinding, 'answers'>,
  all: readonly string[],
): string {
  const counts = new Map<string, number>()
  for (const { aws } of answers) counts.set(aws, (counts.get(aws) ?? 0) + 1)
  const who = principalsWords(all)
  const [[only, count] = ['', 0]] = counts
  if (counts.size === 1 && answers.length < all.length)
    return `${only} for the first ${formatNumber(count)} of ${who}`
  if (counts.size === 1) return `${only} for ${count > 1 ? 'all ' : ''}${who}`
  const parts = [...counts].map(([decision, number]) => `${decision} for ${formatNumber(number)}`)
  return `${parts.join(', ')} of ${who}`
}
