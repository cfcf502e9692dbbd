import { PageHeader } from '@/components/page-header'
import { Skeleton } from '@/components/ui/skeleton'

export default function LoadingTogether() {
  return (
    <>
      <PageHeader title="Fix together" />
      <div role="status" className="appear-late">
        <span className="sr-only">Working out what all of them would do</span>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3 border-b border-line p-5">
          <Skeleton className="h-3 w-80" />
          <Skeleton className="h-2 w-120 max-w-full" />
        </div>
        {Array.from({ length: 8 }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
          <div key={row} className="flex items-center gap-3 border-b border-line px-5 py-4">
            <Skeleton className="size-4" />
            <Skeleton className="h-2 w-72" />
          </div>
        ))}
      </div>
    </>
  )
}
