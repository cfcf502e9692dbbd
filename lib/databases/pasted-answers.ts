import 'server-only'
import { z } from 'zod'
import type { FoundInside } from '@/lib/access/model/database-user'
import { ENGINE_FAMILIES } from '@/lib/access/model/engine-family/engine-families'
import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import { AppError } from '@/lib/errors'

/** What a person brought home who ran the query by hand. */
export interface FoundByHand {
  found: FoundInside
  /** ISO, by the clock of the database. */
  at: string
  /** The database user who ran it. */
  readAs: string
}

/** How the users of one family are read by hand. */
export interface ByHand {
  /** Run the query …: where, and as whom. */
  how: string
  /** Reads only; its answer is one JSON text. */
  sql: string
  /** One answer for each database in which it was run. */
  read(answers: PastedAnswer[]): Promise<FoundByHand>
}

const envelope = z.object({
  gatehouse: z.number(),
  family: z.string().max(40),
  server: z.unknown(),
  database: z.unknown(),
})
export type PastedAnswer = z.infer<typeof envelope>

/** The shape that the queries of today answer in. */
const SHAPE = 1

export const cannotUse = (sentence: string) => new AppError('invalid', `${sentence} Nothing was kept.`)

/** What clients put around a value: table rules, and the quotes of a CSV file. */
function bare(line: string): string {
  const inside = line
    .trim()
    .replace(/^\|\s*/, '')
    .replace(/\s*\|$/, '')
  return /^"\{.*\}"$/.test(inside) ? inside.slice(1, -1).replaceAll('""', '"') : inside
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The answers by themselves or among what a client prints around them; the whole where somebody made it pretty. */
function jsonTexts(text: string): unknown[] {
  const whole = jsonOf(bare(text))
  if (whole !== undefined) return [whole]
  return text.split('\n').flatMap(line => {
    const value = bare(line)
    return value.startsWith('{') ? [jsonOf(value)] : []
  })
}

/** Why a text holds no answer, in a sentence that says what to do. */
function whyNone(text: string): AppError {
  if (text.trim() === '') return cannotUse('Nothing was pasted.')
  const refusal = /^.*\bERROR\b.*$/m.exec(text)?.[0].trim().slice(0, 300)
  if (refusal)
    return new AppError('invalid', 'The database refused the query. Nothing was kept.', { answer: refusal })
  if (/\{\s*"(family|gatehouse)"\s*:/.test(text))
    return cannotUse(
      'The answer is cut: it does not end as it should. Send it to a file with the line shown, and paste the whole file.',
    )
  return cannotUse(
    'This is not the answer of the query. Paste what it printed, which begins with { "family".',
  )
}

/** Cuts no corner: a text that is not an answer of the query for this family is refused with its reason. */
export function pastedAnswers(text: string, family: EngineFamilyId): PastedAnswer[] {
  const found = jsonTexts(text)
  if (found.length === 0 || found.includes(undefined)) throw whyNone(text)
  return found.map(value => {
    const answer = envelope.safeParse(value)
    if (!answer.success)
      throw cannotUse('This JSON is not the answer of the query: it does not say what it is.')
    if (answer.data.gatehouse !== SHAPE)
      throw cannotUse(
        'This is the answer of another version of the query. Copy the query again and run that.',
      )
    if (answer.data.family !== family) {
      const read = Object.values(ENGINE_FAMILIES).find(({ id }) => id === answer.data.family)?.label
      throw cannotUse(
        `This was read from ${read ?? 'another kind of server'}, and the target runs ${ENGINE_FAMILIES[family].label}.`,
      )
    }
    return answer.data
  })
}
