import { PageHeader } from '@/components/page-header'
import { Skeleton } from '@/components/ui/skeleton'

export default function LoadingFindings() {
  return (
    <>
      <PageHeader title="Findings" subtitle="what is wrong, with its fix" />
      <div role="status" className="appear-late flex min-h-0 flex-1">
        <span className="sr-only">Looking through every policy, target and database user</span>
        <div className="border-line max-md:w-full md:w-91 md:border-r xl:w-110 2xl:w-140">
          <div className="flex h-42 items-start border-b border-line px-4 pt-3.5">
            <span aria-hidden className="text-xl font-semibold tracking-[-0.02em] max-md:hidden">
              Findings
            </span>
          </div>
          {Array.from({ length: 12 }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
            <div key={row} className="grid gap-2 border-b border-line px-5 py-3.5">
              <Skeleton className="h-2 w-56" />
              <Skeleton className="h-2 w-36" />
            </div>
          ))}
        </div>
        <div className="grid flex-1 content-start gap-4 p-6 max-md:hidden">
          <Skeleton className="h-2 w-40" />
          <Skeleton className="h-3 w-96" />
          <Skeleton className="h-2 w-140" />
        </div>
      </div>
    </>
  )
}
