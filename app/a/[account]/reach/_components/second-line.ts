import type { TargetReachRow } from '@/lib/access/reach/reach-rows'
import { formatNumber } from '@/lib/format'

type Counts = Pick<TargetReachRow, 'conditional' | 'dormant' | 'notEvaluated'>

/** What the columns say, on a phone: only what is not nothing. */
export function secondLine({ conditional, dormant, notEvaluated }: Counts): string {
  const parts = [
    [conditional, 'conditional'],
    [dormant, 'dormant'],
    [notEvaluated, 'not evaluated'],
  ] as const
  const words = parts.filter(([count]) => count > 0).map(([count, word]) => `${formatNumber(count)} ${word}`)
  return words.join(', ') || 'None conditional or dormant'
}
