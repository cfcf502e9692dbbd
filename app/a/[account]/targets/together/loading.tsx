import { PageHeader } from '@/components/page-header'
import { Skeleton } from '@/components/ui/skeleton'

export default function LoadingTogether() {
  return (
    <>
      <PageHeader title="Switch together" />
      <div role="status" className="appear-late">
        <span className="sr-only">Working out what each switch would do</span>
        {Array.from({ length: 8 }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
          <div key={row} className="flex items-center gap-3 border-b border-line px-5 py-4 max-md:px-4">
            <Skeleton className="h-2 w-72 max-w-full" />
          </div>
        ))}
      </div>
    </>
  )
}
