import { PageHeader } from '@/components/page-header'
import { SkeletonRows } from '@/components/ui/skeleton'

export default function LoadingReach() {
  return (
    <>
      <PageHeader title="Reach" subtitle="over all targets of the account" />
      <SkeletonRows rows={16} columns={6} label="Counting who reaches what" />
    </>
  )
}
