import { matchesWildcard } from '@/lib/iam/index'
import { asPattern, entryWidth, MADE_UP_KINDS, madeUp, resourcePart } from './entry-width'

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']

/** Names that nothing has, of every first and last letter: whoever divides all names among entries is found out. */
const PROBES = LETTERS.flatMap((first, one) =>
  LETTERS.map((last, other) => ({
    id: `${LETTERS[(one + other) % 26]}0not1made2yet3not4made56${LETTERS[(7 * one + other) % 26]}`.toUpperCase(),
    user: `${first}0not1made2yet${last}`,
  })),
)

/** Whether entries, none of which is everything by itself, open every user of every target between them. */
export function opensEverythingTogether(entries: readonly string[]): boolean {
  const patterns = entries
    .filter(entry => entryWidth(entry).targets)
    .map(entry => resourcePart(asPattern(entry)))
  const [first] = patterns
  if (first === undefined || patterns.length < 2) return false
  return MADE_UP_KINDS.some(kind =>
    PROBES.every(({ id, user }) =>
      patterns.some(pattern => matchesWildcard(pattern, madeUp(`${kind}-${id}`, user))),
    ),
  )
}
