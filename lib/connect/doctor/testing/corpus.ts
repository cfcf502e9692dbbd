import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { CauseId } from '../cause'
import { NOTHING_KNOWN } from '../circumstances'
import { rankCauses } from '../rank-causes'
import { recognise } from '../recognise'

/** A text of a public report. */
export interface CorpusCase {
  /** `owner/repository#number`, or the title of a page. */
  source: string
  /** What it was in the end, or what the words themselves say. */
  cause: CauseId
  /** Where the text alone cannot tell: what else may stand first. */
  alsoFirst: CauseId[]
  text: string
  note: string
}

/** Gathered before any pattern was written; the others after, and read for the first time by finished patterns. */
type Part = 'gathered' | 'held-back' | 'held-back-again'

export function corpus(part: Part): CorpusCase[] {
  const file = path.join(import.meta.dirname, '..', 'cases', `${part}.json`)
  return JSON.parse(readFileSync(file, 'utf8'))
}

const firstThree = ({ text }: CorpusCase): CauseId[] =>
  rankCauses(recognise(text).symptoms, NOTHING_KNOWN)
    .slice(0, 3)
    .map(({ id }) => id)

export function isRightFirst(each: CorpusCase): boolean {
  const [first] = firstThree(each)
  return first !== undefined && [each.cause, ...each.alsoFirst].includes(first)
}

export const isWithinThree = (each: CorpusCase): boolean => firstThree(each).includes(each.cause)

interface Figure {
  texts: number
  /** The cause itself, or one of those that may stand first. */
  rightFirst: number
  withinThree: number
  wrong: number
}

export function figureOf(cases: readonly CorpusCase[]): Figure {
  const right = cases.filter(isRightFirst)
  const within = cases.filter(isWithinThree)
  return {
    texts: cases.length,
    rightFirst: right.length,
    withinThree: within.length,
    wrong: cases.filter(each => !right.includes(each) && !within.includes(each)).length,
  }
}
