import { PageHeader } from '@/components/page-header'
import { SkeletonRows } from '@/components/ui/skeleton'

export default function LoadingActivity() {
  return (
    <>
      <PageHeader title="Activity" />
      <SkeletonRows rows={16} columns={4} label="Reading the log" />
    </>
  )
}
