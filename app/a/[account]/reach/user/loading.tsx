'use client'

import { PageHeader } from '@/components/page-header'
import { SkeletonRows } from '@/components/ui/skeleton'
import { useAccount } from '@/components/use-account'
import { routes } from '@/lib/routes'

export default function LoadingUserReach() {
  const account = useAccount()
  return (
    <>
      <PageHeader
        title="Database user"
        crumbs={[{ label: 'Reach', href: routes.reach(account, { view: 'users' }) }]}
      />
      <SkeletonRows rows={14} columns={4} label="Deciding who can connect as it" />
    </>
  )
}
