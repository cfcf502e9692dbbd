import type { ComponentProps } from 'react'
import { classNames } from './class-names'

/** Cells keep to one line by what they inherit, so that `whitespace-normal` on a cell is enough for one that may not. */
function Table({ className, ...props }: ComponentProps<'table'>) {
  return (
    <table
      data-slot="table"
      className={classNames('w-full border-collapse text-left whitespace-nowrap', className)}
      {...props}
    />
  )
}

function TableHead({ className, ...props }: ComponentProps<'thead'>) {
  return <thead className={classNames('border-y border-line bg-canvas', className)} {...props} />
}

function TableBody(props: ComponentProps<'tbody'>) {
  return <tbody {...props} />
}

const rowTones = {
  rest: 'hover:bg-hover',
  selected: 'bg-accent-tint shadow-[inset_2px_0_0_var(--gh-accent)]',
  child: 'text-subtle',
  band: 'bg-sunken',
} as const

function TableRow({
  className,
  tone = 'rest',
  ...props
}: ComponentProps<'tr'> & { tone?: keyof typeof rowTones }) {
  return (
    <tr
      data-slot="table-row"
      className={classNames('border-b border-line transition-colors duration-120', rowTones[tone], className)}
      {...props}
    />
  )
}

interface CellProps {
  numeric?: boolean
}

function TableHeader({ className, numeric = false, ...props }: ComponentProps<'th'> & CellProps) {
  return (
    <th
      scope="col"
      className={classNames(
        'h-7 px-2 text-2xs font-medium text-muted first:pl-5 last:pr-5',
        numeric && 'text-right',
        className,
      )}
      {...props}
    />
  )
}

interface DataCellProps extends CellProps {
  /** The column of names: it takes what the others leave, and is cut before any of them leaves the page. */
  fills?: boolean
}

function TableCell({
  className,
  numeric = false,
  fills = false,
  ...props
}: ComponentProps<'td'> & DataCellProps) {
  return (
    <td
      className={classNames(
        'h-9 px-2 first:pl-5 last:pr-5',
        numeric && 'text-right',
        fills && 'w-full max-w-0 min-w-52 max-sm:w-auto max-sm:max-w-none max-sm:min-w-0',
        className,
      )}
      {...props}
    />
  )
}

export { Table, TableBody, TableCell, TableHead, TableHeader, TableRow }
