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

export type Half = 'gathered' | 'held-back'

export function corpus(half: Half): CorpusCase[] {
  const file = path.join(import.meta.dirname, '..', 'cases', `${half}.json`)
  return JSON.parse(readFileSync(file, 'utf8'))
}

export interface Figure {
  texts: number
  /** The cause itself, or one of those that may stand first. */
  rightFirst: number
  /** The cause itself. */
  exactFirst: number
  withinThree: number
  wrong: number
}

export const firstCauses = (text: string): CauseId[] =>
  rankCauses(recognise(text).symptoms, NOTHING_KNOWN).map(({ id }) => id)

export const isRightFirst = ({ cause, alsoFirst, text }: CorpusCase): boolean => {
  const [first] = firstCauses(text)
  return first !== undefined && [cause, ...alsoFirst].includes(first)
}

export function figureOf(cases: readonly CorpusCase[]): Figure {
  const right = cases.filter(isRightFirst)
  const within = cases.filter(each => firstCauses(each.text).slice(0, 3).includes(each.cause))
  const wrong = cases.filter(each => !right.includes(each) && !within.includes(each))
  return {
    texts: cases.length,
    rightFirst: right.length,
    exactFirst: cases.filter(each => firstCauses(each.text)[0] === each.cause).length,
    withinThree: within.length,
    wrong: wrong.length,
  }
}
