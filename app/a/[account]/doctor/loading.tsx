import { PageHeader } from '@/components/page-header'
import { SkeletonRows } from '@/components/ui/skeleton'

export default function LoadingDoctor() {
  return (
    <>
      <PageHeader title="Connection doctor" subtitle="why a sign-in failed" />
      <SkeletonRows rows={8} columns={2} label="Reading targets and policies" />
    </>
  )
}
