import { PageHeader } from '@/components/page-header'
import { SkeletonRows } from '@/components/ui/skeleton'

export default function LoadingReversal() {
  return (
    <>
      <PageHeader title="Activity" />
      <SkeletonRows rows={10} columns={2} label="Comparing the change with AWS as it is now" />
    </>
  )
}
