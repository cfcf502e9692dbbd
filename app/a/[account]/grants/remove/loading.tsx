import { PageHeader } from '@/components/page-header'
import { SkeletonRows } from '@/components/ui/skeleton'

export default function LoadingRemoval() {
  return (
    <>
      <PageHeader title="Remove access" />
      <SkeletonRows rows={10} columns={2} label="Working out the ways to end it" />
    </>
  )
}
