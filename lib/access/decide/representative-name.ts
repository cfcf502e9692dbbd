import { matchesWildcard } from '@/lib/iam/index'

const fillers = ['zq7', 'other_zq7', 'x9k2', 'gh_4vw', 'k3', 'zzq81x', 'v0w5', 'any_q6z']

function* candidates(pattern: string): Generator<string> {
  for (const filler of fillers) {
    for (const letter of ['q', '7', 'z', 'k']) {
      yield pattern
        .replace(/\$\{([*?$])\}/g, '$1')
        .replace(/\*/g, filler)
        .replace(/\?/g, letter)
    }
  }
}

/**
 * A user name that stands for "any name matching this pattern that has no column of its own":
 * none of `names`, and touched by as few of the other patterns as can be.
 */
export function representativeNameFor(
  pattern: string,
  names: ReadonlySet<string>,
  otherPatterns: readonly string[],
): string {
  let best = pattern.replace(/\*/g, 'zq7').replace(/\?/g, 'q')
  let fewest = Number.POSITIVE_INFINITY
  for (const candidate of candidates(pattern)) {
    if (names.has(candidate)) continue
    const touched = otherPatterns.filter(other => matchesWildcard(other, candidate)).length
    if (touched < fewest) {
      fewest = touched
      best = candidate
    }
    if (touched === 0) break
  }
  return best
}
