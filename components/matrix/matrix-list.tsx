'use client'
import { ChevronRight } from 'lucide-react'
import { useRef, useState } from 'react'
import { PrincipalName } from '@/components/principal-icon'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { useEarlyChange } from '@/components/use-early-change'
import { VerdictMark } from '@/components/verdict-mark'
import type { Verdict } from '@/lib/access/model/verdict'
import { formatNumber } from '@/lib/format'
import { cellVerdictWords, GROUP_WORDS, HINT_WORDS, lineLabel, membersOf, unreadMark } from './cell-words'
import { cellCode, hintOf, type MatrixData, verdictOf } from './matrix-data'
import { type Line, type MatrixView, pickedColumn, principalOf } from './matrix-lines'

interface MatrixListProps {
  data: MatrixData
  view: MatrixView
  hide: readonly Verdict[]
  as: string | null
  onPickUser: (databaseUser: string) => void
  onChoose: (principalArn: string, databaseUser: string) => void
}

/** Both layouts are there before the page knows its screen: a desktop pays for these as well. */
const PAGE = 50

function secondLine(data: MatrixData, line: Line, column: number): string {
  const code = cellCode(data, line.row, column)
  const words = cellVerdictWords(data, line, column)
  const row = data.rows[line.row]
  const hint = hintOf(code)
  const verdict = verdictOf(code)
  const marks = [
    hint && HINT_WORDS[hint],
    data.columns[column]?.secondHop && unreadMark(data, column, verdict),
  ]
  const folded = line.member === null && row && row.principals.length > 2
  const said = [...marks, folded && membersOf(row)].filter(mark => mark)
  if (verdict === 'canConnect' && !row?.asFarAsRead && (folded || said.length === 0))
    return said.join(', ') || row?.description || words
  return [words, ...said].join(', ')
}

/** Below 896 px there is no grid: pick a database user, get a list of principals. */
export function MatrixList({ data, view, hide, as, onPickUser, onChoose }: MatrixListProps) {
  const [most, setMost] = useState(PAGE)
  const field = useRef<HTMLSelectElement>(null)
  const column = pickedColumn(data, view, as)
  const user = data.columns[column]?.name ?? ''
  useEarlyChange(field, user, onPickUser)
  const sections = view.sections.map(section => ({
    ...section,
    lines: view.lines.slice(section.start, section.end).filter(line => {
      const verdict = verdictOf(cellCode(data, line.row, column))
      return verdict !== 'noAccess' && !hide.includes(verdict)
    }),
  }))
  const total = sections.reduce((sum, section) => sum + section.lines.length, 0)
  let room = most
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="border-b border-line px-4 py-3 text-sm text-muted">
        <label htmlFor="matrix-user" className="mb-1 block">
          Who can connect as
        </label>
        <Select
          ref={field}
          id="matrix-user"
          value={user}
          onChange={event => onPickUser(event.target.value)}
          className="font-mono"
        >
          {view.columns.map(index => (
            <option key={index} value={data.columns[index]?.name}>
              {data.columns[index]?.name} · {formatNumber(data.columns[index]?.reach ?? 0)} of{' '}
              {formatNumber(data.totalPrincipals)}
            </option>
          ))}
        </Select>
      </div>
      {total === 0 && <p className="px-4 py-6 text-muted">Nobody in view can connect as {user}.</p>}
      {sections.map(section => {
        const lines = section.lines.slice(0, Math.max(0, room))
        room -= lines.length
        if (lines.length === 0) return null
        const words = GROUP_WORDS[section.group]
        return (
          <section key={section.group} aria-label={words.name}>
            <h2 className="border-b border-line bg-sunken px-4 py-1.5 text-sm font-semibold">
              {words.name}{' '}
              <span className="font-normal text-subtle">{formatNumber(section.lines.length)}</span>
            </h2>
            <ul>
              {lines.map(line => {
                const code = cellCode(data, line.row, column)
                return (
                  <li key={`${line.row}.${line.member}`} className="border-b border-line">
                    <button
                      type="button"
                      data-connection={`${principalOf(data, line)} ${user}`}
                      className="focus-inset flex min-h-13 w-full items-center gap-4 px-4 py-1.5 text-left hover:bg-hover"
                      onClick={() => onChoose(principalOf(data, line), user)}
                    >
                      <VerdictMark
                        verdict={verdictOf(code)}
                        size={14}
                        label={cellVerdictWords(data, line, column)}
                      />
                      <span className="min-w-0 flex-1">
                        <span className="block truncate text-md">
                          {line.member === null && (data.rows[line.row]?.principals.length ?? 0) > 1 ? (
                            lineLabel(data, line)
                          ) : (
                            <PrincipalName label={lineLabel(data, line)} />
                          )}
                        </span>
                        <span className="block truncate text-xs text-subtle">
                          {secondLine(data, line, column)}
                        </span>
                      </span>
                      <ChevronRight size={16} strokeWidth={1.5} aria-hidden className="text-subtle" />
                    </button>
                  </li>
                )
              })}
            </ul>
          </section>
        )
      })}
      {total > most && (
        <Button className="m-4" onClick={() => setMost(most + PAGE)}>
          Show {formatNumber(Math.min(PAGE, total - most))} more
        </Button>
      )}
    </div>
  )
}
