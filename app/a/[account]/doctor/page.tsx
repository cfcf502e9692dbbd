import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { FailurePanel } from '@/components/failure-panel'
import { PageHeader } from '@/components/page-header'
import { ReadingBanners } from '@/components/reading-banners'
import { RefreshButton } from '@/components/refresh-button'
import { readPage } from '@/lib/actions/read-page'
import { routes } from '@/lib/routes'
import { getDoctor } from '@/lib/services/doctor/get-doctor'
import { DoctorDesk } from './_components/doctor-desk'
import { parseDoctorQuery } from './search-params'

export const metadata: Metadata = { title: 'Connection doctor' }

export default async function DoctorPage({ searchParams }: PageProps<'/a/[account]/doctor'>) {
  const query = parseDoctorQuery(await searchParams)
  const { region, resourceId, user: databaseUser, as: principalArn } = query
  const reading = await readPage(context =>
    getDoctor(context, { region, resourceId, databaseUser, principalArn }),
  )
  if (!reading.ok && reading.code === 'noCredentials') redirect(routes.firstRun())
  const title = { title: 'Connection doctor', subtitle: 'why a sign-in failed' }
  if (!reading.ok)
    return (
      <>
        <PageHeader {...title} />
        <FailurePanel failure={reading} actions={<RefreshButton look="button">Try again</RefreshButton>} />
      </>
    )
  const { iam, caveats, readAt, dates, ...doctor } = reading.value
  return (
    <>
      <PageHeader {...title} readAt={readAt} dates={dates} />
      <div className="not-empty:pb-4">
        <ReadingBanners iam={iam} caveats={caveats} readAt={readAt} />
      </div>
      <DoctorDesk doctor={doctor} query={query} />
    </>
  )
}
