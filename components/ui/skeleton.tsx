import { classNames } from './class-names'

/** A bar in the shape of the answer. No shimmer, nothing for the first 150 ms. */
function Skeleton({ className }: { className?: string }) {
  return (
    <span
      data-slot="skeleton"
      aria-hidden
      className={classNames('block rounded-full bg-active', className)}
    />
  )
}

const widths = ['w-40', 'w-28', 'w-36', 'w-48', 'w-32', 'w-24', 'w-44']

/** Rows of a table that is being read. `label` says what is under way. */
function SkeletonRows({ rows = 12, columns = 5, label }: { rows?: number; columns?: number; label: string }) {
  return (
    <div role="status" className="appear-late">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={row} className="flex h-9 items-center gap-8 border-b border-line px-5">
          <Skeleton className={classNames('h-2', widths[row % widths.length])} />
          <span className="flex-1" />
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the cells are all alike
            <Skeleton key={column} className="h-2 w-12 max-sm:hidden" />
          ))}
        </div>
      ))}
    </div>
  )
}

export { Skeleton, SkeletonRows }
