import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { FailurePanel } from '@/components/failure-panel'
import { Logo } from '@/components/logo'
import { Banner } from '@/components/ui/banner'
import { readPage } from '@/lib/actions/read-page'
import { routes } from '@/lib/routes'
import { getFirstRun } from '@/lib/services/shell/get-first-run'
import { ConnectSteps } from './_components/connect-steps'
import { DemoCard } from './_components/demo-card'
import { LookAgain } from './_components/look-again'
import { NeedsToRead } from './_components/needs-to-read'
import { SourceList } from './_components/source-list'
import { ThenIt } from './_components/then-it'
import { parseWelcomeQuery } from './search-params'

export const metadata: Metadata = { title: 'First run' }

function Top({ version, host }: { version: string | null; host: string | null }) {
  return (
    <header className="flex h-12 items-center gap-2.5 border-b border-line px-5">
      <Logo />
      <span className="text-md font-semibold">Gatehouse</span>
      {version ? (
        <span className="ml-1.5 text-xs text-muted">
          {version}
          {host ? `, running on ${host}` : ''}
        </span>
      ) : null}
    </header>
  )
}

/** Stands alone: there is no account yet to frame it. */
export default async function WelcomePage({ searchParams }: PageProps<'/welcome'>) {
  const [{ way }, host, reading] = await Promise.all([
    searchParams.then(parseWelcomeQuery),
    headers().then(list => list.get('host')),
    readPage(context => getFirstRun(context)),
  ])
  if (!reading.ok)
    return (
      <main>
        <Top version={null} host={null} />
        <FailurePanel failure={reading} />
      </main>
    )
  const { caller, problem, sources, ssoProfile, version } = reading.value
  if (caller) redirect(routes.start())
  return (
    <main>
      <Top version={version} host={host} />
      <div className="mx-auto grid max-w-270 gap-x-14 gap-y-10 px-5 pt-12 pb-16 max-md:grid-cols-[minmax(0,1fr)] max-md:pt-6 md:grid-cols-[1fr_minmax(0,26.25rem)]">
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold tracking-[-0.02em] max-md:text-xl">
            {problem ? 'AWS did not accept the credentials' : 'No AWS credentials found'}
          </h1>
          <p className="mt-2 max-w-[56ch] text-md text-muted">
            {problem
              ? 'Gatehouse found credentials where the AWS SDK looks, and asked AWS who they are.'
              : 'Gatehouse looked in the places the AWS SDK looks and came back empty. Nothing was sent to AWS.'}
          </p>
          {problem ? (
            <Banner tone="error" className="mt-4">
              {problem.message}
              {problem.answer ? <code className="ml-1.5 text-xs break-words">{problem.answer}</code> : null}
            </Banner>
          ) : null}
          <SourceList sources={sources} />
          <LookAgain />
          <ConnectSteps way={way} profile={ssoProfile} />
        </div>
        <div className="grid min-w-0 content-start gap-7">
          <DemoCard />
          <NeedsToRead />
        </div>
        <ThenIt />
      </div>
    </main>
  )
}
