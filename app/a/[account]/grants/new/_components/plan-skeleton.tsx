import { Skeleton } from '@/components/ui/skeleton'

export function EffectSkeleton() {
  return (
    <div role="status" className="appear-late grid gap-4 px-5 py-5">
      <span className="sr-only">Working out the effect</span>
      <Skeleton className="h-3 w-80" />
      <Skeleton className="h-20 w-full rounded-md" />
      <Skeleton className="h-2 w-96" />
    </div>
  )
}
