'use client'
import { Download, Group, Search, Table2 } from 'lucide-react'
import type { Route } from 'next'
import { useId } from 'react'
import { buttonClass } from '@/components/ui/button'
import { InputGroup } from '@/components/ui/input'
import { Kbd } from '@/components/ui/kbd'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui/menu'
import { Segmented } from '@/components/ui/segmented'
import type { Density } from './geometry'
import type { MatrixAddress } from './matrix-address'
import type { MatrixView } from './matrix-lines'
import { VerdictChips } from './verdict-chips'

interface MatrixToolbarProps {
  address: MatrixAddress
  change: (patch: Partial<MatrixAddress>) => void
  view: MatrixView
  density: Density
  /** More columns than the comfortable grid is made for: the choice is offered. */
  wide: boolean
  chooseDensity: (density: Density) => void
  exportHref: (format: 'csv' | 'json') => Route
}

/** Find, the legend that filters, and how the answer is drawn. */
export function MatrixToolbar(props: MatrixToolbarProps) {
  const { address, change } = props
  const name = useId()
  return (
    <div
      role="toolbar"
      aria-label="Access"
      className="@container flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-b border-line px-5 py-1.5 max-md:px-4"
    >
      <InputGroup
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
      <span aria-hidden className="mx-1 h-5 w-px bg-line max-md:hidden" />
      <span className="flex items-center gap-2 max-md:-mx-4 max-md:w-dvw max-md:overflow-x-auto max-md:px-4">
        <VerdictChips counts={props.view.counts} hide={address.hide} change={change} />
      </span>
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
        <ExportMenu exportHref={props.exportHref} />
      </span>
    </div>
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

function ExportMenu({ exportHref }: Pick<MatrixToolbarProps, 'exportHref'>) {
  return (
    <Menu>
      <MenuTrigger
        aria-label="Export what is shown"
        title="Export what is shown"
        className={buttonClass({ variant: 'ghost', size: 'icon' })}
      >
        <Download size={15} strokeWidth={1.5} aria-hidden />
      </MenuTrigger>
      <MenuContent>
        {(['csv', 'json'] as const).map(format => (
          <MenuItem key={format} render={<a href={exportHref(format)} download />}>
            What is shown, as {format.toUpperCase()}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  )
}
