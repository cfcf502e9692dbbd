import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { PageHeader } from '@/components/page-header'
import { readPage } from '@/lib/actions/read-page'
import { routes } from '@/lib/routes'
import { planReversal } from '@/lib/services/reversals/plan-reversal'
import { ReversalPreview } from './_components/reversal-preview'
import { ReversalReceiptKeeper } from './_components/reversal-receipt'
import { ReversalRefused } from './_components/reversal-refused'
import { KIND_OF, WORDS } from './_components/reversal-words'

type Props = PageProps<'/activity/[entry]/[way]'>

async function asked({ params }: Props) {
  const { entry, way } = await params
  const kind = KIND_OF.get(way)
  if (!kind || !/^\d{1,12}$/.test(entry)) notFound()
  return { kind, auditId: Number(entry), title: `${WORDS[kind].title} entry ${Number(entry)}` }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await asked(props)).title }
}

/** The reverse of a change against AWS as it is now, or the rest of one that was interrupted. */
export default async function ReversalPage(props: Props) {
  const { kind, auditId, title } = await asked(props)
  const back = routes.activity({ days: 'all', entry: auditId })
  const crumbs = [{ label: 'Activity', href: back }]
  const reading = await readPage(context => planReversal(context, { auditId, kind }))
  if (!reading.ok && reading.code === 'noCredentials') redirect(routes.firstRun())
  return (
    <div className="page-fills-wide">
      <PageHeader
        title={title}
        crumbs={crumbs}
        readAt={reading.ok ? reading.value.plan.asOf : null}
        heading
        dates={reading.ok ? reading.value.dates : []}
      />
      <ReversalReceiptKeeper kind={kind} auditId={auditId}>
        {reading.ok ? (
          <ReversalPreview preview={reading.value} kind={kind} auditId={auditId} />
        ) : (
          <ReversalRefused failure={reading} kind={kind} back={back} />
        )}
      </ReversalReceiptKeeper>
    </div>
  )
}
