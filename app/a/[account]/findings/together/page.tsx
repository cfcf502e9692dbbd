import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import type { ComponentProps } from 'react'
import { EmptyState } from '@/components/empty-state'
import { FailurePanel } from '@/components/failure-panel'
import { OutcomeKeeper, OutcomePlace } from '@/components/outcome-desk'
import { PageHeader } from '@/components/page-header'
import { ReadingBanners } from '@/components/reading-banners'
import { RefreshButton } from '@/components/refresh-button'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { SegmentedLinks } from '@/components/ui/segmented'
import { readPage } from '@/lib/actions/read-page'
import { unreadBehindFindings } from '@/lib/findings/reading-coverage'
import { formatCount, formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import { type FixesPreview, planFixes } from '@/lib/services/findings/plan-fixes'
import { FIXED_TOGETHER } from '@/lib/services/findings/work-out-fixes'
import { ApplyTogether } from './_components/apply-together'
import { ChoiceForm } from './_components/choice-form'
import { TogetherEffect } from './_components/together-effect'
import { TogetherLine } from './_components/together-line'
import { isChosenBy } from './choice-address'
import { parseTogetherQuery } from './search-params'

export const metadata: Metadata = { title: 'Fix together' }

const crumbsOf = (account: string) => [{ label: 'Findings', href: routes.findings(account) }]

function Ways({ preview, account }: { preview: FixesPreview; account: string }) {
  const { rule, title, fixId, ways, byHand, lines } = preview
  const unread = unreadBehindFindings(preview)
  return (
    <div className="shrink-0 border-b border-line px-5 pt-4 pb-3 max-md:px-4">
      <h1 className="text-xl font-semibold tracking-[-0.02em]">{title}</h1>
      <p className="mt-0.5 text-muted">
        {formatCount(lines.length, 'finding')} of this kind can be fixed the same way.{' '}
        {byHand > 0
          ? `${formatNumber(byHand)} more ${byHand === 1 ? 'has' : 'have'} no such fix that Gatehouse can write. `
          : null}
        Each policy is changed by itself; what fails stays listed.
        {unread ? ` ${unread}, so there may be more.` : null}
      </p>
      {ways.length > 1 ? (
        <SegmentedLinks
          label="Way to fix them"
          current={fixId}
          options={ways.map(({ id, label, count }) => ({
            value: id,
            label: (
              <>
                {label} <span className="font-normal text-muted">{formatNumber(count)}</span>
              </>
            ),
            href: routes.fixTogether(account, { kind: rule, fix: id }),
          }))}
          className="mt-3 max-w-full flex-wrap"
        />
      ) : null}
    </div>
  )
}

/** Nothing to plan, or no account to plan it from. */
function Unplanned({
  failure,
  account,
}: {
  failure: ComponentProps<typeof FailurePanel>['failure']
  account: string
}) {
  return (
    <>
      <PageHeader title="Fix together" crumbs={crumbsOf(account)} />
      {failure.code === 'notFound' ? (
        <EmptyState
          title="Nothing is left to fix together"
          actions={<ButtonLink href={routes.findings(account)}>Show what is open</ButtonLink>}
        >
          {failure.message}
        </EmptyState>
      ) : (
        <FailurePanel
          failure={failure}
          meaning="What there is to fix is not known either. Nothing was changed."
          actions={<RefreshButton look="button">Try again</RefreshButton>}
        />
      )}
    </>
  )
}

/** The same mistake in several policies, put right as one plan. */
export default function FixTogetherPage(props: PageProps<'/a/[account]/findings/together'>) {
  return (
    <OutcomeKeeper>
      <OutcomePlace title="Nothing was applied.">
        <Planned {...props} />
      </OutcomePlace>
    </OutcomeKeeper>
  )
}

async function Planned({ params, searchParams }: PageProps<'/a/[account]/findings/together'>) {
  const query = parseTogetherQuery({ ...(await searchParams), ...(await params) })
  const { account, kind, fix } = query
  const reading = await readPage(context =>
    planFixes(context, { rule: kind ?? '', fixId: fix, isChosen: isChosenBy(query) }),
  )
  if (!reading.ok && reading.code === 'noCredentials') redirect(routes.firstRun())
  if (!reading.ok) return <Unplanned failure={reading} account={account} />
  const preview = reading.value
  const { rule, fixId, lines, effect, digest, capabilities } = preview
  const chosen = lines.filter(line => line.chosen).map(({ findingId }) => findingId)
  return (
    <div className="page-fills">
      <PageHeader
        title="Fix together"
        crumbs={crumbsOf(account)}
        readAt={preview.readAt}
        dates={preview.dates}
      />
      <ReadingBanners
        iam={preview.iam}
        caveats={preview.caveats}
        readAt={preview.readAt}
        waits="Fixes wait until they can be read."
        className="m-4 mb-0"
      />
      <Ways preview={preview} account={account} />
      <Banner tone="info" title="Continue on a larger screen." className="m-4 mb-0 sm:hidden">
        Several policies are changed where there is room to read them. This address keeps what was chosen.
      </Banner>
      <ChoiceForm
        key={`${rule} ${fixId} ${lines.length}`}
        kind={rule}
        fixId={fixId}
        chosen={chosen.length}
        total={lines.filter(line => line.problem === null).length}
        most={FIXED_TOGETHER}
        effect={<TogetherEffect preview={preview} />}
        list={
          <ul aria-label="Findings to fix together">
            {lines.map(line => (
              <TogetherLine key={line.findingId} line={line} rule={rule} />
            ))}
          </ul>
        }
      />
      <ApplyTogether
        rule={rule}
        fixId={fixId}
        findingIds={chosen}
        effect={effect}
        digest={digest}
        mayApply={capabilities.includes('grant')}
      />
    </div>
  )
}
