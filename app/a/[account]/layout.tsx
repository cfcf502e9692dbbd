import type { ReactNode } from 'react'
import { FailurePanel } from '@/components/failure-panel'
import { PageHeader } from '@/components/page-header'
import { ButtonLink } from '@/components/ui/button'
import { readPage } from '@/lib/actions/read-page'
import { routes } from '@/lib/routes'

interface AccountLayoutProps {
  params: Promise<{ account: string }>
  children: ReactNode
}

/** Pages of one account; of an account that this server does not read nothing is shown but that. */
export default async function AccountLayout({ params, children }: AccountLayoutProps) {
  const { account } = await params
  const reading = await readPage(async () => null, account)
  if (reading.ok || reading.code !== 'notFound') return children
  return (
    <>
      <PageHeader title="Another account" />
      <FailurePanel
        failure={reading}
        actions={<ButtonLink href={routes.start()}>Show the account that is read</ButtonLink>}
      />
    </>
  )
}
