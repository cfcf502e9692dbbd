'use client'
import { useMemo, useState } from 'react'
import { ScrollToRow } from '@/components/scroll-to-row'
import { shownName } from '@/components/shown-name'
import { Button } from '@/components/ui/button'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { VerdictMark } from '@/components/verdict-mark'
import type { Verdict } from '@/lib/access/model/verdict'
import { formatNumber } from '@/lib/format'
import { cellVerdictWords, GROUP_WORDS, HINT_WORDS, lineLabel } from './cell-words'
import { cellCode, hintOf, type MatrixData, verdictOf } from './matrix-data'
import { type Line, type MatrixView, principalOf } from './matrix-lines'

interface MatrixTableProps {
  data: MatrixData
  view: MatrixView
  hide: readonly Verdict[]
  who: string | null
  as: string | null
  onChoose: (principalArn: string, databaseUser: string) => void
}

interface Entry {
  line: Line
  column: number
}

const PAGE = 100

/** Each principal by its own name, whatever the grid folds. */
function principalLines(data: MatrixData, { lines }: MatrixView): Line[] {
  return [...new Set(lines.map(({ row }) => row))].flatMap(row =>
    (data.rows[row]?.principals ?? []).map((_, member) => ({ row, member })),
  )
}

/** Every cell of the view that is not "no access", in reading order. */
function entriesOf({ data, view, hide }: Pick<MatrixTableProps, 'data' | 'view' | 'hide'>): Entry[] {
  const entries: Entry[] = []
  for (const line of principalLines(data, view)) {
    for (const column of view.columns) {
      const verdict = verdictOf(cellCode(data, line.row, column))
      if (verdict !== 'noAccess' && !hide.includes(verdict)) entries.push({ line, column })
    }
  }
  return entries
}

function conditionOf(data: MatrixData, { line, column }: Entry): string {
  const hint = hintOf(cellCode(data, line.row, column))
  const head = data.columns[column]
  if (hint) return HINT_WORDS[hint]
  return head?.reason ?? ''
}

/** The same data without the grid: one line per principal and database user. */
export function MatrixTable({ data, view, hide, who, as, onChoose }: MatrixTableProps) {
  const entries = useMemo(() => entriesOf({ data, view, hide }), [data, view, hide])
  const isChosen = ({ line, column }: Entry) =>
    principalOf(data, line) === who && data.columns[column]?.name === as
  // An address may name a row of a later page.
  const [pages, setPages] = useState(() => Math.ceil((entries.findIndex(isChosen) + 1) / PAGE) || 1)
  const shown = entries.slice(0, pages * PAGE)
  return (
    <section aria-label="Access as a table" className="min-h-0 flex-1 overflow-auto">
      <ScrollToRow selector="tr[aria-selected=true]" of={who && as ? `${who} ${as}` : null} />
      <Table>
        <TableHead>
          <tr>
            <TableHeader>Principal</TableHeader>
            <TableHeader>Group</TableHeader>
            <TableHeader>Database user</TableHeader>
            <TableHeader>Can it connect</TableHeader>
            <TableHeader>Condition or reason</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {shown.map(entry => {
            const { line, column } = entry
            const verdict = verdictOf(cellCode(data, line.row, column))
            const user = data.columns[column]?.name ?? ''
            const arn = principalOf(data, line)
            const row = data.rows[line.row]
            return (
              <TableRow
                key={`${line.row}.${line.member}.${column}`}
                tone={isChosen(entry) ? 'selected' : 'rest'}
                aria-selected={isChosen(entry) || undefined}
              >
                <TableCell>
                  <button
                    type="button"
                    data-connection={`${arn} ${user}`}
                    className="font-mono text-xs text-accent hover:underline"
                    title={arn}
                    onClick={() => onChoose(arn, user)}
                  >
                    {shownName(lineLabel(data, line))}
                  </button>
                </TableCell>
                <TableCell className="text-muted">{row ? GROUP_WORDS[row.group].name : ''}</TableCell>
                <TableCell className="font-mono text-xs">{user}</TableCell>
                <TableCell>
                  <span className="inline-flex items-center gap-1.5">
                    <VerdictMark verdict={verdict} size={12} /> {cellVerdictWords(data, line, column)}
                  </span>
                </TableCell>
                <TableCell className="text-muted whitespace-normal">{conditionOf(data, entry)}</TableCell>
              </TableRow>
            )
          })}
        </TableBody>
      </Table>
      <p className="flex items-center gap-3 px-5 py-2 text-xs text-subtle">
        {formatNumber(shown.length)} of {formatNumber(entries.length)} connections
        {shown.length < entries.length && (
          <Button size="sm" onClick={() => setPages(pages + 1)}>
            Show {formatNumber(Math.min(PAGE, entries.length - shown.length))} more
          </Button>
        )}
      </p>
    </section>
  )
}
