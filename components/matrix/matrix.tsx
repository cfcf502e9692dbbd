'use client'
import { useEffect, useImperativeHandle, useRef } from 'react'
import { densityFor } from './geometry'
import { GrantDoors } from './grant-door'
import { matrixCommands } from './matrix-commands'
import { MatrixGrid } from './matrix-grid'
import { MatrixList } from './matrix-list'
import { MatrixPaper } from './matrix-paper'
import type { MatrixProps } from './matrix-props'
import { MatrixStatus } from './matrix-status'
import { MatrixTable } from './matrix-table'
import { MatrixToolbar } from './matrix-toolbar'
import { NothingInView } from './nothing-in-view'
import { useChangedCells } from './use-changed-cells'
import { useDensity } from './use-density'
import { useMatrixView } from './use-matrix-view'
import { useScreen } from './use-screen'

function focusOpener(body: HTMLElement | null, who: string | null, as: string | null) {
  const opener =
    body?.querySelector<HTMLElement>('[data-column][tabindex="0"]') ??
    body?.querySelector<HTMLElement>(`[data-connection="${CSS.escape(`${who} ${as}`)}"]`)
  opener?.focus({ preventScroll: true })
}

/** Who can connect as whom on one target: grid, table or phone list of the same answer. */
export function Matrix(props: MatrixProps) {
  const { data, address, change } = props
  const screen = useScreen()
  const state = useMatrixView(data, address)
  const [wanted, chooseDensity] = useDensity()
  const { view } = state
  const columns = data.columns.filter(column => !column.folded).length
  const density = densityFor(columns, wanted)
  const commands = matrixCommands(props, { state, density, chooseDensity })
  const { step } = commands
  const { onView } = props
  useEffect(() => onView?.([...new Set(view.lines.map(({ row }) => row))]), [view, onView])
  const body = useRef<HTMLElement>(null)
  useImperativeHandle(props.ref, () => ({
    step,
    focus: (who, as) => focusOpener(body.current, who, as),
  }))
  const clear = () => change({ find: '', hide: [] })
  const parts = { ...props, state, density, commands }
  const empty = view.lines.length === 0 || view.columns.length === 0
  return (
    <section ref={body} aria-label={props.label} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <MatrixToolbar
        data={data}
        address={address}
        change={change}
        view={view}
        screen={screen}
        density={density}
        wide={densityFor(columns, null) === 'dense'}
        chooseDensity={chooseDensity}
        exportHref={props.exportHref}
      />
      {empty && <NothingInView data={data} address={address} clear={clear} />}
      {!empty && screen !== 'phone' && (
        <div className="flex min-h-0 flex-1 flex-col max-md:hidden print:hidden">
          <GrantDoors value={props.grantHref ?? null}>
            {address.view === 'table' ? <TableOf {...parts} /> : <GridOf {...parts} />}
          </GrantDoors>
        </div>
      )}
      {!empty && screen !== 'wide' && (
        <div className="flex min-h-0 flex-1 flex-col md:hidden print:hidden">
          <MatrixList
            data={data}
            view={view}
            hide={address.hide}
            as={address.as}
            onPickUser={as => change({ as, who: null })}
            onChoose={(who, as) => change({ who, as })}
          />
        </div>
      )}
      {!empty && <MatrixPaper label={props.label} data={data} view={view} address={address} />}
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

interface Parts extends MatrixProps {
  state: ReturnType<typeof useMatrixView>
  density: ReturnType<typeof densityFor>
  commands: ReturnType<typeof matrixCommands>
}

function TableOf({ data, address, change, state }: Parts) {
  return (
    <MatrixTable
      data={data}
      view={state.view}
      hide={address.hide}
      who={address.who}
      as={address.as}
      onChoose={(who, as) => change({ who, as })}
    />
  )
}

function GridOf({ data, label, note, state, density, commands }: Parts) {
  return (
    <MatrixGrid
      data={data}
      view={state.view}
      density={density}
      opened={state.opened}
      changed={useChangedCells(data)}
      label={label}
      chosen={state.chosen}
      onChoose={commands.choose}
      onCommand={commands.onCommand}
      onFold={commands.foldRow}
      onExpand={commands.expand}
      note={note}
    />
  )
}
