/** Fewer say nothing about the next one. */
export const FEWEST = 3

const minutes = (ms: number) => Math.max(1, Math.ceil(ms / 60_000))

/**
 * `usually 4 to 6 min here`: the middle half of how long switches took, in whole minutes upwards, as they are looked at twice a
 * minute; null: too few were timed.
 */
export function usualTime(tookMs: readonly number[]): string | null {
  if (tookMs.length < FEWEST) return null
  const sorted = tookMs.toSorted((a, b) => a - b)
  const at = (share: number) => minutes(sorted[Math.round((sorted.length - 1) * share)] ?? 0)
  const [from, to] = [at(0.25), at(0.75)]
  if (to === 1) return 'usually under 1 min here'
  return from === to ? `usually about ${to} min here` : `usually ${from} to ${to} min here`
}
