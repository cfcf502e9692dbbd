import { PageHeader } from '@/components/page-header'
import { SkeletonRows } from '@/components/ui/skeleton'

export default function LoadingSettings() {
  return (
    <>
      <PageHeader title="Settings" />
      <SkeletonRows rows={8} columns={1} label="Reading settings" />
    </>
  )
}
