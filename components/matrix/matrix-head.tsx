// biome-ignore-all lint/a11y/useSemanticElements: a virtual ARIA grid cannot be a table
// biome-ignore-all lint/a11y/useFocusableInteractive: roving tabindex, one cell holds the tab stop
import { memo } from 'react'
import { isUsable } from '@/lib/access/decide/columns'
import { countWords } from '@/lib/access/model/as-far-as-read'
import { SECOND_HOP_UNKNOWN } from '@/lib/access/model/second-hop'
import { formatNumber } from '@/lib/format'
import { besideNames, columnOffset, type Density, type Range, type Sizes } from './geometry'
import { GrantDoor } from './grant-door'
import styles from './matrix.module.css'
import type { MatrixData } from './matrix-data'
import type { MatrixView } from './matrix-lines'

type Column = MatrixData['columns'][number]

function columnTitle(column: Column): string {
  const members = column.members.length > 0 ? `: ${column.members.join(', ')}` : ''
  if (column.reason) return `${column.name}: ${column.reason}`
  if (column.secondHop) return `${column.name}: ${column.secondHop.text}`
  if (column.kind === 'pattern')
    return `Names that match ${column.name} and have no column of their own${members}`
  if (column.kind === 'anyOther') return `Any name that has no column of its own${members}`
  return column.name
}

function labelTone(column: Column, chosen: boolean): string {
  if (chosen) return 'font-semibold text-accent'
  const italic = column.kind === 'pattern' || column.kind === 'anyOther' ? 'italic ' : ''
  return `${italic}${isUsable(column) === false ? 'text-dorm' : 'text-fg'}`
}

function ColumnFoot({ column, chosen }: { column: Column; chosen: boolean }) {
  const tone = chosen ? 'font-semibold text-accent' : 'text-subtle'
  if (isUsable(column) === false && column.reach === 0) {
    return <span aria-hidden className={`${styles.dormant} ${styles.cell} pointer-events-none`} />
  }
  return <span className={`font-mono text-2xs ${tone}`}>{formatNumber(column.reach)}</span>
}

interface ColumnHeadProps {
  column: Column
  asFarAsRead: boolean
  position: number
  /** From the names. */
  offset: number
  width: number
  density: Density
  chosen: boolean
  /** Name of the expanded pattern that it stands behind. */
  memberOf: string | null
  /** Null: there is nothing to expand. */
  open: boolean | null
}

function headWords({ column, memberOf, asFarAsRead }: ColumnHeadProps): string {
  const member = memberOf ? `, member of ${memberOf}` : ''
  const open = column.secondHop?.state === 'unknown' ? `, ${SECOND_HOP_UNKNOWN}` : ''
  return `${column.name}${member}, ${column.reason ?? `${countWords(formatNumber(column.reach), asFarAsRead)}${open}`}`
}

const ColumnHead = memo(function ColumnHead(props: ColumnHeadProps) {
  const { column, chosen, open } = props
  const grantable = column.kind === 'user' || column.kind === 'missing'
  const comfortable = props.density === 'comfortable'
  return (
    <div
      role="columnheader"
      aria-colindex={props.position + 3}
      aria-label={headWords(props)}
      aria-expanded={open ?? undefined}
      title={columnTitle(column)}
      data-expand={open === null ? undefined : props.position}
      // Upright, its box lies under the slanted names of others: what is drawn is what is pointed at.
      className={`group/door absolute inset-y-0 ${comfortable ? 'pointer-events-none' : ''} ${open === null ? '' : 'cursor-pointer'}`}
      style={{ left: besideNames(props.offset), width: props.width }}
    >
      <span
        className={`font-mono text-xs ${comfortable ? `${styles.slanted} pointer-events-auto` : styles.upright} ${labelTone(column, chosen)}`}
      >
        {open !== null && <span className={styles.twist}>{open ? '−' : '+'}</span>}
        {props.memberOf && <span className="text-subtle">› </span>}
        {column.name}
      </span>
      {comfortable && (
        <span className="pointer-events-auto absolute inset-x-0 bottom-0 flex h-[27px] items-center justify-center">
          {grantable && <GrantDoor as={column.name} className="absolute" />}
          <ColumnFoot column={column} chosen={chosen} />
        </span>
      )}
    </div>
  )
})

interface MatrixHeadProps {
  data: MatrixData
  view: MatrixView
  sizes: Sizes
  density: Density
  columns: Range
  chosen: number | null
}

/** Rotated heads (comfortable) or vertical ones (dense): real columnheader text, sticky. */
export const MatrixHead = memo(function MatrixHead(props: MatrixHeadProps) {
  const { data, view, sizes, density, columns } = props
  const heads = view.columns.slice(columns.from, columns.to).map((index, offset) => {
    const position = columns.from + offset
    const column = data.columns[index]
    if (!column) return null
    const pattern = view.patternOf.get(index)
    return (
      <ColumnHead
        key={index}
        column={column}
        asFarAsRead={data.asFarAsRead}
        position={position}
        offset={columnOffset(position, view.firstPattern, sizes)}
        width={sizes.column}
        density={density}
        chosen={position === props.chosen}
        memberOf={pattern === undefined ? null : (data.columns[pattern]?.name ?? null)}
        open={
          column.members.length > 0 ? view.patternOf.get(view.columns[position + 1] ?? -1) === index : null
        }
      />
    )
  })
  return (
    <div role="rowgroup" className="sticky top-0 z-10" style={{ height: sizes.head }}>
      <div role="row" aria-rowindex={1} className="absolute inset-0 border-b border-line bg-canvas">
        <div
          role="presentation"
          className="sticky left-0 z-10 flex h-full items-end justify-between bg-canvas pr-[15px] pb-1.5 pl-5 text-2xs text-subtle"
          style={{ width: 'var(--name)' }}
        >
          <span role="columnheader" aria-colindex={1}>
            Principal
          </span>
          <span role="columnheader" aria-colindex={2}>
            Reach
          </span>
        </div>
        {heads}
      </div>
    </div>
  )
})
