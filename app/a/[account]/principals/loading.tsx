import { PageHeader } from '@/components/page-header'
import { SkeletonRows } from '@/components/ui/skeleton'

export default function LoadingPrincipals() {
  return (
    <>
      <PageHeader title="Principals" subtitle="IAM roles and users, and what they reach" />
      <SkeletonRows rows={16} columns={3} label="Reading IAM" />
    </>
  )
}
