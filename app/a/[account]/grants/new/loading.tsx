import { PageHeader } from '@/components/page-header'
import { SkeletonRows } from '@/components/ui/skeleton'

export default function LoadingGrant() {
  return (
    <>
      <PageHeader title="Grant access" />
      <SkeletonRows rows={10} columns={2} label="Reading principals and policies" />
    </>
  )
}
