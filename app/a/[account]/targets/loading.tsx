import { PageHeader } from '@/components/page-header'
import { SkeletonRows } from '@/components/ui/skeleton'

export default function LoadingTargets() {
  return (
    <>
      <PageHeader title="Targets" subtitle="instances, clusters and proxies" />
      <SkeletonRows rows={14} label="Reading RDS and IAM" />
    </>
  )
}
