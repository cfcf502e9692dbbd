import type { Metadata } from 'next'
import { PageHeader } from '@/components/page-header'
import { routes } from '@/lib/routes'
import { InspectDesk } from './_components/inspect-desk'

export const metadata: Metadata = { title: 'Inspect a token' }

/** What is wrong with a token somebody holds in their hands. The server has no part in it. */
export default async function InspectTokenPage({ params }: PageProps<'/a/[account]/tokens/inspect'>) {
  const { account } = await params
  return (
    <>
      <PageHeader
        title="Inspect a token"
        crumbs={[{ label: 'Issue token', href: routes.tokens(account) }]}
        heading
      />
      <InspectDesk />
    </>
  )
}
