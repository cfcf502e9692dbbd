'use client'
import type { Route } from 'next'
import { type Ref, useImperativeHandle, useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import type { Verdict } from '@/lib/access/verdict'
import { formatCount } from '@/lib/format'
import { densityFor } from './geometry'
import type { CellNote } from './hover-card'
import type { GridCommand, Position } from './keyboard'
import type { MatrixAddress } from './matrix-address'
import type { MatrixData } from './matrix-data'
import { MatrixGrid } from './matrix-grid'
import { buildView, lineOf, type MatrixView, principalOf } from './matrix-lines'
import { MatrixList } from './matrix-list'
import { MatrixStatus } from './matrix-status'
import { MatrixTable } from './matrix-table'
import { MatrixToolbar } from './matrix-toolbar'
import { useChangedCells } from './use-changed-cells'
import { useDensity } from './use-density'
import { useScreen } from './use-screen'

export interface MatrixHandle {
  step: (lines: number) => void
}

export interface MatrixProps {
  data: MatrixData
  label: string
  address: MatrixAddress
  change: (patch: Partial<MatrixAddress>) => void
  showAll: boolean
  showAllHref: Route
  exportHref: (format: 'csv' | 'json') => Route
  note?: CellNote
  /** Steps the choice to the next or previous line, from outside the grid. */
  ref?: Ref<MatrixHandle>
  /** Explain, copy evidence, issue a token: what the grid itself cannot do. */
  onCommand: (command: 'explain' | 'copy' | 'token', principalArn: string, databaseUser: string) => void
}

/** Where the chosen cell is on screen now; null when it is filtered away. */
function chosenPosition(data: MatrixData, view: MatrixView, address: MatrixAddress): Position | null {
  if (!address.as || !address.who) return null
  const column = view.columns.findIndex(index => data.columns[index]?.name === address.as)
  const line = column < 0 ? -1 : lineOf(data, view, address.who)
  return line < 0 ? null : { line, column }
}

/** By first principal, not by row number: a refresh may renumber rows. */
function useOpened() {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const fold = (firstArn: string) => {
    const next = new Set(opened)
    if (!next.delete(firstArn)) next.add(firstArn)
    setOpened(next)
  }
  return { opened, fold }
}

/** Who can connect as whom on one target: grid, table or phone list of the same answer. */
export function Matrix(props: MatrixProps) {
  const { data, address, change } = props
  const screen = useScreen()
  const { opened, fold } = useOpened()
  const changed = useChangedCells(data)
  const [wanted, chooseDensity] = useDensity()
  const density = densityFor(data.columns.length, wanted)
  const hideKey = address.hide.join()
  const view = useMemo(
    () =>
      buildView(data, {
        hide: new Set(hideKey ? (hideKey.split(',') as Verdict[]) : []),
        find: address.find,
        grouped: address.grouped,
        opened,
      }),
    [data, hideKey, address.find, address.grouped, opened],
  )
  const chosen = useMemo(() => chosenPosition(data, view, address), [data, view, address])

  const choose = (position: Position) => {
    const line = view.lines[position.line]
    const column = view.columns[position.column]
    if (!line || column === undefined) return
    // Moving along a folded row keeps the principal that was chosen in it.
    const held = chosen?.line === position.line ? address.who : null
    change({ who: held ?? principalOf(data, line), as: data.columns[column]?.name ?? null })
  }
  useImperativeHandle(props.ref, () => ({
    step: lines => {
      const line = Math.max(0, Math.min(view.lines.length - 1, (chosen?.line ?? 0) + lines))
      choose({ line, column: chosen?.column ?? 0 })
    },
  }))
  const onCommand = (command: GridCommand, position: Position) => {
    const line = view.lines[position.line]
    const column = view.columns[position.column]
    if (!line || column === undefined) return
    if (command === 'group') return change({ grouped: !address.grouped })
    if (command === 'density') return chooseDensity(density === 'dense' ? 'comfortable' : 'dense')
    if (command === 'toggleRow') return fold(data.rows[line.row]?.principals[0] ?? '')
    if (!chosen) choose(position)
    const principal = chosen ? (address.who ?? '') : principalOf(data, line)
    props.onCommand(command, principal, data.columns[column]?.name ?? '')
  }
  const clear = () => change({ find: '', hide: [] })
  const pick = (who: string, as: string) => change({ who, as })
  const empty = view.lines.length === 0 || view.columns.length === 0
  return (
    <section aria-label={props.label} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <MatrixToolbar
        address={address}
        change={change}
        view={view}
        density={density}
        wide={data.columns.length > 24}
        chooseDensity={chooseDensity}
        exportHref={props.exportHref}
      />
      {empty && <NothingInView data={data} address={address} clear={clear} />}
      {!empty && screen !== 'phone' && (
        <div className="flex min-h-0 flex-1 flex-col max-md:hidden">
          {address.view === 'table' ? (
            <MatrixTable
              data={data}
              view={view}
              hide={address.hide}
              who={address.who}
              as={address.as}
              onChoose={pick}
            />
          ) : (
            <MatrixGrid
              data={data}
              view={view}
              density={density}
              opened={opened}
              changed={changed}
              label={props.label}
              chosen={chosen}
              onChoose={choose}
              onCommand={onCommand}
              onFold={row => fold(data.rows[row]?.principals[0] ?? '')}
              note={props.note}
            />
          )}
        </div>
      )}
      {!empty && screen !== 'wide' && (
        <div className="flex min-h-0 flex-1 flex-col md:hidden">
          <MatrixList
            data={data}
            view={view}
            hide={address.hide}
            as={address.as}
            onPickUser={as => change({ as, who: null })}
            onChoose={pick}
          />
        </div>
      )}
      <MatrixStatus
        data={data}
        view={view}
        showAll={props.showAll}
        showAllHref={props.showAllHref}
        clear={clear}
      />
    </section>
  )
}

function NothingInView(props: { data: MatrixData; address: MatrixAddress; clear: () => void }) {
  const { data, address } = props
  const filters = address.hide.length + (address.find.trim() ? 1 : 0)
  const principals = data.rows.reduce((sum, row) => sum + row.principals.length, 0)
  return (
    <div className="flex-1 px-5 py-8">
      <p className="font-medium">{filters > 0 ? 'Nothing matches' : 'Nobody can connect'}</p>
      <p className="mt-1 text-muted">
        {filters > 0
          ? `${formatCount(filters, 'filter')} ${filters === 1 ? 'hides' : 'hide'} all ${formatCount(principals, 'principal')} with access.`
          : 'No policy that was read lets any principal connect to this target.'}
      </p>
      {filters > 0 && (
        <Button className="mt-3" onClick={props.clear}>
          Clear filters <Kbd>Esc</Kbd>
        </Button>
      )}
    </div>
  )
}
