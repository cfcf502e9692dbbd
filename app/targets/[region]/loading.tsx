import { PageHeader } from '@/components/page-header'
import { SkeletonRows } from '@/components/ui/skeleton'
import { routes } from '@/lib/routes'

export default function LoadingTarget() {
  return (
    <>
      <PageHeader title="Target" crumbs={[{ label: 'Targets', href: routes.targets() }]} />
      <SkeletonRows rows={14} label="Reading the target" />
    </>
  )
}
