'use client'

import { Fragment, type ReactNode, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { NotAllOnPaper } from '@/components/not-all-on-paper'
import { Checkbox } from '@/components/ui/checkbox'
import { Table } from '@/components/ui/table'
import { useAccount } from '@/components/use-account'
import { formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import { targetChoice } from '../choice-of-targets'
import { ChosenBar } from './chosen-bar'
import { keyOf, listedLines } from './listed-lines'
import type { ListedTarget } from './listed-target'
import { MemberLine, TargetLine } from './target-line'
import { useChosenTargets } from './use-chosen-targets'
import { useDrawnLines } from './use-drawn-lines'
import { useRowKeys } from './use-row-keys'

interface TargetRowsProps {
  head: ReactNode
  rows: ListedTarget[]
  open: string[]
  /** The address without what is open. */
  query: Record<string, string | string[] | null>
}

/**
 * Drawn from plain data in the browser as well: rows made by the server alone would be sent twice, as markup and as the
 * description of it, and three hundred of them weigh two megabytes.
 */
export function TargetRows({ head, rows, open, query }: TargetRowsProps) {
  const account = useAccount()
  const body = useRef<HTMLTableSectionElement>(null)
  const lines = useMemo(() => listedLines(rows, open), [rows, open])
  const shown = useMemo(() => rows.map(keyOf), [rows])
  const places = useMemo(() => lines.flatMap(({ member }, index) => (member ? [] : [index])), [lines])
  const { chosen, choose, chooseAll, chooseNone } = useChosenTargets(shown)
  const keys = useRowKeys(body, places)
  const { all, drawn, rest, measure, show } = useDrawnLines(lines, body, keys.kept)
  const [named, setNamed] = useState<string | null>(null)

  // `#db-…` in the address leads to that row, drawn or not.
  const showNamed = useEffectEvent(() => {
    const id = decodeURIComponent(location.hash.slice(1))
    const index = lines.findIndex(({ row, member }) => (member ?? row).resourceId === id)
    setNamed(index < 0 ? null : id)
    if (index >= 0) show(index, 'center')
  })
  useEffect(() => {
    showNamed()
    addEventListener('hashchange', showNamed)
    return () => removeEventListener('hashchange', showNamed)
  }, [])

  const toggleHref = ({ resourceId, members }: ListedTarget) => {
    if (members.length === 0) return null
    const others = open.filter(id => id !== resourceId)
    return routes.targets(account, {
      ...query,
      open: open.includes(resourceId) ? others : [...others, resourceId],
    })
  }
  return (
    <div className="relative">
      {all ? null : <NotAllOnPaper />}
      {chosen.size > 0 ? (
        <ChosenBar
          account={account}
          count={chosen.size}
          shown={rows.length}
          choice={targetChoice(shown, chosen, query)}
          onAll={chooseAll}
          onNone={chooseNone}
        />
      ) : null}
      <div className="relative">
        <Checkbox
          aria-label={`Choose all ${formatNumber(rows.length)} targets shown`}
          className="absolute! top-1.5 left-7.5 z-10 max-sm:hidden! print:hidden!"
          checked={shown.every(key => chosen.has(key))}
          ref={box => {
            // Some are chosen, not all: there is no attribute for it.
            if (box) box.indeterminate = chosen.size > 0 && shown.some(key => !chosen.has(key))
          }}
          onChange={event => (event.target.checked ? chooseAll() : chooseNone())}
        />
        <Table aria-rowcount={lines.length + 1} className="max-sm:block">
          <caption className="sr-only">Targets</caption>
          {head}
          <tbody
            ref={body}
            className="max-sm:block max-sm:border-t max-sm:border-line"
            onFocus={keys.onFocus}
            onKeyDown={event => {
              const to = keys.walk(event)
              if (to !== null) show(to, 'auto')
            }}
          >
            {drawn.map(({ index, gap }) => {
              const line = lines[index]
              if (!line) return null
              const place = { 'data-index': index, 'aria-rowindex': index + 2, ref: measure }
              return (
                <Fragment key={line.key}>
                  {gap > 0 ? <Gap height={gap} /> : null}
                  {line.member ? (
                    <MemberLine member={line.member} place={place} />
                  ) : (
                    <TargetLine
                      row={line.row}
                      open={line.open}
                      toggleHref={toggleHref(line.row)}
                      place={place}
                      named={line.row.resourceId === named}
                      chosen={chosen.has(line.key)}
                      onChoose={withRange => choose(line.key, withRange)}
                    />
                  )}
                </Fragment>
              )
            })}
            {rest > 0 ? <Gap height={rest} /> : null}
          </tbody>
        </Table>
      </div>
    </div>
  )
}

/** In the place of lines that are not drawn. */
function Gap({ height }: { height: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={9} className="p-0" style={{ height }} />
    </tr>
  )
}
