import type { Caveat } from '@/lib/access/model/caveat'
import { listInWords } from '@/lib/format'

const NAMED = 3

/**
 * Which answers are weakened, and by what: `every answer here: SCPs, guardrails; answers of role/ops: ops`. In the order
 * of the caveats, the heaviest first.
 */
export function weakenedWords(caveats: readonly Pick<Caveat, 'subject' | 'whose'>[]): string {
  const byWhose = new Map<string, Set<string>>()
  for (const { subject, whose } of caveats) {
    const answers = whose ? `answers of ${whose}` : 'every answer here'
    byWhose.set(answers, (byWhose.get(answers) ?? new Set()).add(subject))
  }
  const parts = [...byWhose].map(([answers, subjects]) => `${answers}: ${listInWords([...subjects], NAMED)}`)
  return parts.length > NAMED
    ? `${parts.slice(0, NAMED).join('; ')}; and answers of more principals`
    : parts.join('; ')
}
