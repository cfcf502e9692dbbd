import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { FailurePanel } from '@/components/failure-panel'
import { PageHeader } from '@/components/page-header'
import { RefreshButton } from '@/components/refresh-button'
import { ButtonLink } from '@/components/ui/button'
import { readPage } from '@/lib/actions/read-page'
import { awsCli } from '@/lib/grants/export/aws-cli'
import { routes } from '@/lib/routes'
import { planReversal } from '@/lib/services/changes/plan-reversal'
import { ReversalDesk } from './_components/reversal-desk'
import { ReversalProgress } from './_components/reversal-progress'
import { ReversalView } from './_components/reversal-view'
import { KIND_OF, MAY_NOT, WORDS } from './_components/reversal-words'

export const metadata: Metadata = { title: 'Undo' }

/** The reverse of a change against AWS as it is now, or the rest of one that was interrupted. */
export default async function ReversalPage({ params }: PageProps<'/activity/[entry]/[way]'>) {
  const { entry, way } = await params
  const kind = KIND_OF.get(way)
  if (!kind || !/^\d{1,12}$/.test(entry)) notFound()
  const auditId = Number(entry)
  const title = `${WORDS[kind].title} entry ${auditId}`
  const back = routes.activity({ days: 'all', entry: auditId })
  const crumbs = [{ label: 'Activity', href: back }]
  const reading = await readPage(operator => planReversal(operator, { auditId, kind }))
  if (!reading.ok && reading.code === 'noCredentials') redirect(routes.firstRun())
  if (!reading.ok)
    return (
      <>
        <PageHeader title={title} crumbs={crumbs} />
        <FailurePanel
          failure={reading}
          actions={
            <>
              <RefreshButton look="button">Try again</RefreshButton>
              <ButtonLink href={back}>Back to the entry</ButtonLink>
            </>
          }
        />
      </>
    )
  const preview = reading.value
  const { plan } = preview
  return (
    <>
      <PageHeader title={title} crumbs={crumbs} readAt={plan.asOf} />
      <ReversalDesk
        auditId={auditId}
        kind={kind}
        digest={plan.digest}
        steps={plan.steps.map(({ title: name, subject, note }) => ({ title: name, subject, note }))}
        cli={awsCli(plan.steps)}
        problems={plan.problems}
        blocked={preview.mayApply ? null : (MAY_NOT[preview.capability] ?? 'Not allowed here')}
        counts={plan.counts}
        progress={<ReversalProgress preview={preview} kind={kind} auditId={auditId} />}
        view={<ReversalView plan={plan} />}
      />
    </>
  )
}
