'use client'
import { useEffect, useState } from 'react'
import { cellVerdictWords, HINT_WORDS, lineLabel, membersOf, unreadMark } from './cell-words'
import styles from './matrix.module.css'
import { cellCode, hintOf, type MatrixData, verdictOf } from './matrix-data'
import { type MatrixView, principalOf } from './matrix-lines'

export interface HoveredCell {
  line: number
  column: number
  x: number
  y: number
}

/** Asks for one more sentence about a cell, for example which statement decides. */
export type CellNote = (principalArn: string, databaseUser: string) => Promise<string | null>

interface HoverCardProps {
  data: MatrixData
  view: MatrixView
  hovered: HoveredCell
  note: CellNote | undefined
}

/** In the dense grid a cell has no label in reach: this says who, as whom, and why in one line. */
export function HoverCard({ data, view, hovered, note }: HoverCardProps) {
  const line = view.lines[hovered.line]
  const column = view.columns[hovered.column]
  const databaseUser = column === undefined ? '' : (data.columns[column]?.name ?? '')
  const principalArn = line ? principalOf(data, line) : ''
  const [sentence, setSentence] = useState<string | null>(null)
  useEffect(() => {
    let live = true
    setSentence(null)
    note?.(principalArn, databaseUser).then(
      text => live && setSentence(text),
      () => undefined,
    )
    return () => {
      live = false
    }
  }, [note, principalArn, databaseUser])
  if (!line || column === undefined) return null
  const code = cellCode(data, line.row, column)
  const hint = hintOf(code)
  const verdict = verdictOf(code)
  const mark = unreadMark(data, column, verdict)
  const row = data.rows[line.row]
  const folded = line.member === null && row && row.principals.length > 2 ? row : null
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute z-30 w-max max-w-80 rounded-lg bg-raised px-2.5 py-2 text-xs shadow-menu"
      style={{ left: hovered.x, top: hovered.y }}
    >
      <div className="flex items-center gap-2 font-medium text-fg">
        <span
          className={`${styles.cell} ${styles[verdict]} block size-3.5 shrink-0`}
          style={{ position: 'relative' }}
        />
        {cellVerdictWords(data, line, column)}
        {hint && <span className="font-normal text-muted">{HINT_WORDS[hint]}</span>}
        {mark && <span className="font-normal text-muted">{mark}</span>}
        <span className="ml-auto pl-4 font-normal text-subtle">↵ why</span>
      </div>
      <div className="mt-1 font-mono text-fg">
        {lineLabel(data, line)} <span className="text-subtle">as</span> {databaseUser}
      </div>
      {folded && <div className="mt-1 font-mono text-muted">{membersOf(folded)}</div>}
      {sentence && <div className="mt-1 text-subtle">{sentence}</div>}
    </div>
  )
}
