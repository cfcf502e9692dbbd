import type { ComponentProps } from 'react'
import { classNames } from './class-names'

function Table({ className, ...props }: ComponentProps<'table'>) {
  return (
    <table
      data-slot="table"
      className={classNames('w-full border-collapse text-left', className)}
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
        'h-7 px-2 text-2xs font-medium whitespace-nowrap text-muted first:pl-5 last:pr-5',
        numeric && 'text-right',
        className,
      )}
      {...props}
    />
  )
}

function TableCell({ className, numeric = false, ...props }: ComponentProps<'td'> & CellProps) {
  return (
    <td
      className={classNames(
        'h-9 px-2 whitespace-nowrap first:pl-5 last:pr-5',
        numeric && 'text-right',
        className,
      )}
      {...props}
    />
  )
}

export { Table, TableBody, TableCell, TableHead, TableHeader, TableRow }
