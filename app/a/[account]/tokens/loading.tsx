import { PageHeader } from '@/components/page-header'
import { SkeletonRows } from '@/components/ui/skeleton'

export default function LoadingTokens() {
  return (
    <>
      <PageHeader title="Issue token" />
      <SkeletonRows rows={12} columns={2} label="Reading targets and policies" />
    </>
  )
}
