'use client'

import { EmptyState } from '@/components/empty-state'
import { PageHeader } from '@/components/page-header'
import { ButtonLink } from '@/components/ui/button'
import { useAccount } from '@/components/use-account'
import { routes } from '@/lib/routes'

/** Only where users and roles were read just now: what could not be read is not said to be gone. */
export default function PrincipalNotFound() {
  const account = useAccount()
  return (
    <>
      <PageHeader title="Principal" crumbs={[{ label: 'Principals', href: routes.principals(account) }]} />
      <EmptyState
        title="This account has no such user or role"
        actions={<ButtonLink href={routes.principals(account)}>Show all principals</ButtonLink>}
      >
        All users and roles were read just now. It may have been deleted or renamed, or it lives in another
        account.
      </EmptyState>
    </>
  )
}
