import { isAskable } from '@/lib/access/decide/is-askable'
import { formatCount, formatNumber } from '@/lib/format'
import type { Checked } from '@/lib/services/targets/check-with-aws'

/** What a press of the button asks at most: AWS throttles its simulator early. */
export const PRINCIPALS_A_RUN = 200
/** Between two of these there is progress, and room to stop. */
export const PRINCIPALS_A_CALL = 10

interface Answer {
  columns: { kind: Parameters<typeof isAskable>[0]['kind']; name: string }[]
  rows: { principals: string[]; asFarAsRead: boolean; asked: { current: number; old: number } }[]
}

export interface CheckScope {
  /** Whom to ask about, those that are not answered yet first. */
  principals: string[]
  cells: number
  asked: number
  old: number
}

/** The rows in view whose organisation policies are unread, times the columns with a name. */
export function checkScope({ columns, rows }: Answer, inView: Iterable<number>): CheckScope {
  const width = columns.filter(isAskable).length
  const own = [...new Set(inView)].flatMap(at => rows[at] ?? []).filter(row => row.asFarAsRead)
  const isOpen = (row: Answer['rows'][number]) => row.asked.current < row.principals.length * width
  const sum = (of: (row: Answer['rows'][number]) => number) => own.reduce((total, row) => total + of(row), 0)
  const ordered = [...own.filter(isOpen), ...own.filter(row => !isOpen(row))]
  return {
    principals: width > 0 ? ordered.flatMap(row => row.principals) : [],
    cells: sum(row => row.principals.length) * width,
    asked: sum(row => row.asked.current),
    old: sum(row => row.asked.old),
  }
}

interface Asking extends Totals {
  phase: 'asking' | 'stopping'
  total: number
}

interface Done extends Totals {
  phase: 'done'
  total: number
  /** In view, and more than one run asks about. */
  left: number
  stopped: Checked['stopped'] | 'byHand'
}

export type CheckRun = { phase: 'idle' } | Asking | Done

export type Totals = Omit<Checked, 'stopped'>

export const NOTHING_YET: Totals = { principals: 0, cells: 0, refused: 0, gone: 0, saved: true }

export function addTo(totals: Totals, checked: Totals): Totals {
  return {
    principals: totals.principals + checked.principals,
    cells: totals.cells + checked.cells,
    refused: totals.refused + checked.refused,
    gone: totals.gone + checked.gone,
    saved: totals.saved && checked.saved,
  }
}

/** `AWS was asked about 1 of 495 cells`. */
export function askedWords({ asked, cells, old }: CheckScope): string {
  const some =
    asked === 0
      ? 'AWS was not asked'
      : `AWS was asked about ${formatNumber(asked)} of ${formatCount(cells, 'cell')}`
  return old > 0 ? `${some}, ${formatCount(old, 'answer is', 'answers are')} old` : some
}

/** What came of it, in one sentence after another. */
export function runWords(run: CheckRun): string {
  if (run.phase === 'idle') return ''
  const far = `${formatNumber(run.principals)} of ${formatCount(run.total, 'principal')}`
  if (run.phase === 'done') return doneWords(run, far)
  return run.phase === 'asking' ? `Asking AWS: ${far}` : `Stopping after ${far}`
}

function doneWords(run: Done, far: string): string {
  const refused =
    run.refused === 0
      ? 'The organisation denies none of these'
      : `The organisation denies ${formatCount(run.refused, 'cell')}`
  const parts = [
    run.stopped === null ? null : `Stopped after ${far}; what AWS said until then is kept.`,
    run.stopped === null || run.stopped === 'byHand' ? null : run.stopped.message,
    run.cells > 0 ? `${refused}, of ${formatNumber(run.cells)} asked.` : null,
    run.gone > 0 ? `${formatCount(run.gone, 'principal is', 'principals are')} gone.` : null,
    run.left > 0 ? `${formatCount(run.left, 'principal')} not asked: check again to go on.` : null,
    run.saved ? null : 'The records cannot be written: the answers are kept until this server stops.',
  ]
  return parts.filter(part => part !== null).join(' ')
}
