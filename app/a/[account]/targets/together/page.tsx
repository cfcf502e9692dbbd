import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { EmptyState } from '@/components/empty-state'
import { FailurePanel } from '@/components/failure-panel'
import { PageHeader } from '@/components/page-header'
import { ReadingBanners } from '@/components/reading-banners'
import { RefreshButton } from '@/components/refresh-button'
import { ButtonLink } from '@/components/ui/button'
import { SegmentedLinks } from '@/components/ui/segmented'
import { readPage } from '@/lib/actions/read-page'
import { formatCount, formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { Context } from '@/lib/services/context'
import { getSwitches } from '@/lib/services/targets/get-switches'
import { listTargets } from '@/lib/services/targets/list-targets'
import { planSwitches, type SwitchesPreview } from '@/lib/services/targets/plan-switches'
import { keyOf } from '../_components/listed-lines'
import { selectTargets } from '../_components/select-targets'
import { isChosenBy } from '../choice-of-targets'
import { ApplySwitchesForm } from './_components/apply-switches-form'
import { SwitchLines } from './_components/switch-lines'
import { isLeft, isTaken } from './part-state'
import { parseTogetherQuery, type TogetherQuery, togetherHref } from './search-params'

export const metadata: Metadata = { title: 'Switch together' }

/** The address says which; what is gone from the list since is no longer chosen. */
async function planned(context: Context, query: TogetherQuery) {
  const list = await listTargets(context)
  const isChosen = query.change ? await isPartOf(context, query.change, query.part) : isChosenBy(query)
  const chosen = selectTargets(list.rows, query.filter).filter(row => isChosen(keyOf(row)))
  const targets = chosen.map(({ region, resourceId }) => ({ region, resourceId }))
  const { turn: desired, when: moment } = query
  const preview = await planSwitches(context, { targets, desired, moment })
  return { list, preview, mayApply: context.actor.capabilities.includes('modify') }
}

async function isPartOf(context: Context, id: string, part: TogetherQuery['part']) {
  const { parts } = await getSwitches(context, { id })
  const wanted = part === 'done' ? isTaken : isLeft
  const keys = new Set(parts.filter(wanted).map(keyOf))
  return (key: string) => keys.has(key)
}

/** `Nothing is to be done: Already off (2), Code keeps it (1).` */
function nothingWords(lines: SwitchesPreview['lines']): string {
  const reasons = new Map<string, number>()
  for (const { refusal } of lines) {
    const reason = refusal?.split('. ')[0] ?? ''
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  }
  const words = [...reasons].map(([reason, count]) => `${reason.replace(/\.$/, '')} (${formatNumber(count)})`)
  const chosen =
    lines.length === 1 ? 'The target that is chosen is' : `All ${formatNumber(lines.length)} chosen are`
  return `There is nothing to do. ${chosen} left out: ${words.join(', ')}.`
}

function Summary({
  query,
  preview: { counts, lines, moment },
}: {
  query: TogetherQuery
  preview: SwitchesPreview
}) {
  const { switched, refused, gains, conditional, losses } = counts
  const href = (change: Partial<TogetherQuery>) => togetherHref({ ...query, ...change })
  return (
    <div className="shrink-0 px-5 pt-4 pb-3 max-md:px-4">
      <h1 className="text-xl font-semibold tracking-[-0.02em]">
        {switched === 0
          ? `IAM authentication is turned ${query.turn} for none of these`
          : `Turn IAM authentication ${query.turn} for ${formatCount(switched, 'target')}`}
      </h1>
      {switched === 0 ? (
        <p className="mt-0.5 text-muted">{nothingWords(lines)}</p>
      ) : (
        <p className="mt-0.5 text-muted">
          {formatCount(gains + conditional, 'connection')} gained
          {conditional > 0 ? `, ${formatNumber(conditional)} of them under a condition` : ''};{' '}
          {formatNumber(losses)} lost.{' '}
          {refused > 0 ? `${formatNumber(refused)} chosen ${refused === 1 ? 'is' : 'are'} left out. ` : ''}
          One change, with an entry in Activity for each target. If one fails the others go on: no target
          rests on another.
        </p>
      )}
      <div className="mt-3 flex flex-wrap gap-2 print:hidden">
        <SegmentedLinks
          label="Turn IAM authentication"
          current={query.turn}
          options={[
            { value: 'on', label: 'Turn on', href: href({ turn: 'on' }) },
            { value: 'off', label: 'Turn off', href: href({ turn: 'off' }) },
          ]}
        />
        <SegmentedLinks
          label="When"
          current={moment}
          options={[
            { value: 'window', label: 'In each maintenance window', href: href({ when: 'window' }) },
            { value: 'now', label: 'Now', href: href({ when: 'now' }) },
          ]}
        />
      </div>
    </div>
  )
}

/** The switch of many targets, as one plan. */
export default async function SwitchTogetherPage({
  params,
  searchParams,
}: PageProps<'/a/[account]/targets/together'>) {
  const query = parseTogetherQuery({ ...(await searchParams), ...(await params) })
  const { account } = query.filter
  const reading = await readPage(context => planned(context, query))
  if (!reading.ok && reading.code === 'noCredentials') redirect(routes.firstRun())
  const header = { title: 'Switch together', crumbs: [{ label: 'Targets', href: routes.targets(account) }] }
  if (!reading.ok)
    return (
      <>
        <PageHeader {...header} />
        <FailurePanel
          failure={reading}
          meaning="What a switch would do is not known either. Nothing was changed."
          actions={<RefreshButton look="button">Try again</RefreshButton>}
        />
      </>
    )
  const { list, preview, mayApply } = reading.value
  return (
    <>
      <PageHeader {...header} readAt={list.readAt} dates={list.dates} />
      <ReadingBanners iam={list.iam} caveats={list.caveats} readAt={list.readAt} />
      {preview.lines.length === 0 ? (
        <EmptyState
          title="No target is chosen"
          actions={<ButtonLink href={routes.targets(account)}>Choose targets</ButtonLink>}
        >
          None of those that this address names is in the list. They were deleted, or their Region could not
          be read this time.
        </EmptyState>
      ) : (
        <>
          <Summary query={query} preview={preview} />
          <div className="flex-1">
            <SwitchLines lines={preview.lines} moment={preview.moment} />
          </div>
          <ApplySwitchesForm
            lines={preview.lines}
            desired={query.turn}
            moment={preview.moment}
            digest={preview.digest}
            mayApply={mayApply}
          />
        </>
      )}
    </>
  )
}
