import { LOCAL } from '@/lib/operator/local-name.js'

const LONGEST = 60

/** Control characters, and what is not seen: fillers, bidirectional marks, joiners, private signs. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u
const HEAP_OF_MARKS = /\p{M}{4}/u

type PersonName = { name: string; problem: null } | { name: null; problem: string }

const refuse = (problem: string): PersonName => ({ name: null, problem })

/** The name that a person gives: what Activity writes. It says what somebody calls themselves and proves nothing. */
export function personName(given: string): PersonName {
  const name = given
    .normalize('NFC')
    .trim()
    .replace(/\p{Zs}+/gu, ' ')
  if (name === '') return refuse('Give the name that Activity shall write, such as “Mira Okafor”.')
  if ([...name].length > LONGEST) return refuse(`A name has at most ${LONGEST} characters.`)
  if (UNSEEN.test(name) || HEAP_OF_MARKS.test(name))
    return refuse('This name holds characters that are not seen, or hide others. Type it anew.')
  if (!/[\p{L}\p{N}]/u.test(name)) return refuse('A name needs at least one letter or digit.')
  if (name.toLowerCase().replaceAll(' ', '').endsWith(LOCAL))
    return refuse(`“${LOCAL}” stands behind the names that nobody gave. Give one without it.`)
  return { name, problem: null }
}
