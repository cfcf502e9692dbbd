import { TableCell } from '@/components/ui/table'
import { formatNumber } from '@/lib/format'

/** A plain count; nothing is quiet, and a dash stands for a question that does not arise. */
export function CountCell({ value, title }: { value: number | null; title?: string }) {
  return (
    <TableCell numeric className={`max-sm:hidden ${value ? '' : 'text-subtle'}`} title={title}>
      {value === null ? '–' : formatNumber(value)}
    </TableCell>
  )
}
