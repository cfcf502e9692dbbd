import type { PrincipalGroup } from '@/lib/access/model/principal'
import type { Verdict } from '@/lib/access/model/verdict'
import { cellVerdictWords, HINT_WORDS, unreadMark } from './cell-words'
import { cellCode, hintOf, type MatrixData, shortName, verdictOf } from './matrix-data'
import type { MatrixView } from './matrix-lines'

/** What is said alike of some database users. */
export interface PaperAnswer {
  verdict: Verdict
  words: string
  /** What it hangs on, or what was not read of it. */
  note: string
  users: string[]
}

interface PaperRow {
  principal: string
  group: PrincipalGroup
  answers: PaperAnswer[]
}

function answersOf(data: MatrixData, view: MatrixView, row: number, hide: readonly Verdict[]): PaperAnswer[] {
  const answers = new Map<string, PaperAnswer>()
  for (const column of view.columns) {
    const code = cellCode(data, row, column)
    const verdict = verdictOf(code)
    if (verdict === 'noAccess' || hide.includes(verdict)) continue
    const hint = hintOf(code)
    const words = cellVerdictWords(data, { row, member: null }, column)
    const note = [hint ? HINT_WORDS[hint] : null, unreadMark(data, column, verdict)]
      .filter(Boolean)
      .join(', ')
    const answer = answers.get(`${words} ${note}`) ?? { verdict, words, note, users: [] }
    answer.users.push(data.columns[column]?.name ?? '')
    answers.set(`${words} ${note}`, answer)
  }
  return [...answers.values()]
}

/** A line for each principal in view, folded or not: paper cannot be opened. */
export function paperRows(data: MatrixData, view: MatrixView, hide: readonly Verdict[]): PaperRow[] {
  const rows = [...new Set(view.lines.map(({ row }) => row))]
  return rows.flatMap(row => {
    const { principals = [], group = 'people' as const } = data.rows[row] ?? {}
    const answers = answersOf(data, view, row, hide)
    return principals.map(arn => ({ principal: shortName(arn), group, answers }))
  })
}
