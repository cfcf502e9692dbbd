'use client'
import { Group, Search, Table2 } from 'lucide-react'
import type { Route } from 'next'
import { useId, useRef } from 'react'
import { ExportMenu } from '@/components/export-menu'
import { buttonClass } from '@/components/ui/button'
import { InputGroup } from '@/components/ui/input'
import { Kbd } from '@/components/ui/kbd'
import { Segmented } from '@/components/ui/segmented'
import { useEarlyChange } from '@/components/use-early-change'
import type { Density } from './geometry'
import type { MatrixAddress } from './matrix-address'
import type { MatrixData } from './matrix-data'
import { countCells, type MatrixView, pickedColumn } from './matrix-lines'
import type { useScreen } from './use-screen'
import { VerdictChips } from './verdict-chips'

interface MatrixToolbarProps {
  data: MatrixData
  address: MatrixAddress
  change: (patch: Partial<MatrixAddress>) => void
  view: MatrixView
  screen: ReturnType<typeof useScreen>
  density: Density
  /** More columns than the comfortable grid is made for: the choice is offered. */
  wide: boolean
  chooseDensity: (density: Density) => void
  exportHref: (format: 'csv' | 'json' | 'zip') => Route
}

/** Find, the legend that filters, and how the answer is drawn. */
export function MatrixToolbar(props: MatrixToolbarProps) {
  const { address, change } = props
  const name = useId()
  return (
    <div
      role="toolbar"
      aria-label="Access"
      className="@container flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-b border-line px-5 py-1.5 max-md:px-4 print:hidden"
    >
      <FindField address={address} change={change} />
      <span aria-hidden className="mx-1 h-5 w-px bg-line max-md:hidden" />
      <Legend {...props} />
      <span className="ml-auto flex items-center gap-1 max-md:hidden">
        {props.wide && address.view === 'grid' && (
          <Segmented
            name={name}
            label="Density"
            className="mr-2"
            options={[
              { value: 'comfortable', label: 'Comfortable' },
              { value: 'dense', label: 'Dense' },
            ]}
            value={props.density}
            onChange={event => props.chooseDensity(event.target.value as Density)}
          />
        )}
        <ToolButton
          label="Fold identical rows"
          on={address.grouped}
          onClick={() => change({ grouped: !address.grouped })}
        >
          <Group size={15} strokeWidth={1.5} aria-hidden />
        </ToolButton>
        <ToolButton
          label="Show as table"
          on={address.view === 'table'}
          onClick={() => change({ view: address.view === 'table' ? 'grid' : 'table' })}
        >
          <Table2 size={15} strokeWidth={1.5} aria-hidden />
        </ToolButton>
        <ExportMenu
          files={{
            csv: props.exportHref('csv'),
            json: props.exportHref('json'),
            zip: props.exportHref('zip'),
          }}
        />
      </span>
    </div>
  )
}

function FindField({ address, change }: Pick<MatrixToolbarProps, 'address' | 'change'>) {
  const field = useRef<HTMLInputElement>(null)
  useEarlyChange(field, address.find, find => change({ find }))
  return (
    <InputGroup
      ref={field}
      data-filter
      type="search"
      className="w-32 max-md:w-full"
      placeholder="Find"
      aria-label="Find a principal or database user"
      value={address.find}
      onChange={event => change({ find: event.target.value })}
      onKeyDown={event => {
        if (event.key === 'Escape' && address.find) {
          event.stopPropagation()
          change({ find: '' })
        }
      }}
      before={<Search size={14} strokeWidth={1.5} aria-hidden />}
      after={<Kbd>/</Kbd>}
    />
  )
}

/** Where one database user is looked at, only its cells are counted. Before the screen is known, CSS shows one of both. */
function Legend({ data, view, address, change, screen }: MatrixToolbarProps) {
  const picked = () => countCells(data, view.foundRows, [pickedColumn(data, view, address.as)])
  return (
    <>
      {screen !== 'phone' && (
        <span className="flex items-center gap-2 max-md:hidden">
          <VerdictChips
            counts={view.counts}
            asFarAsRead={data.asFarAsRead}
            hide={address.hide}
            change={change}
          />
        </span>
      )}
      {screen !== 'wide' && (
        <span className="-mx-4 flex w-dvw items-center gap-2 overflow-x-auto px-4 md:hidden">
          <VerdictChips
            counts={picked()}
            asFarAsRead={data.asFarAsRead}
            hide={address.hide}
            change={change}
          />
        </span>
      )}
    </>
  )
}

function ToolButton(props: { label: string; on: boolean; onClick: () => void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      aria-label={props.label}
      aria-pressed={props.on}
      title={props.label}
      onClick={props.onClick}
      className={buttonClass({ variant: 'ghost', size: 'icon' }, props.on ? 'bg-active text-fg' : '')}
    >
      {props.children}
    </button>
  )
}
