import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { FailurePanel } from '@/components/failure-panel'
import { Moment } from '@/components/moment'
import { PageHeader } from '@/components/page-header'
import { PlanSteps, type ProgressStep } from '@/components/plan-steps'
import { RefreshButton } from '@/components/refresh-button'
import { RefreshWhile } from '@/components/refresh-while'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { readPage } from '@/lib/actions/read-page'
import { formatCount, formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import { getSwitches } from '@/lib/services/targets/get-switches'
import type { SwitchedNow, SwitchesNow } from '@/lib/services/targets/switches-now'
import { keyOf } from '../../_components/listed-lines'
import { isApplying, isLeft, isTaken } from '../part-state'
import { LeftOutList } from './left-out-list'
import { ResumeForm } from './resume-form'

export const metadata: Metadata = { title: 'Switched together' }

function stepOf(account: string, part: SwitchedNow, running: boolean): ProgressStep {
  const { state, name, region, resourceId, error, auditId } = part
  const marks = {
    done: 'done',
    applying: 'running',
    failed: 'failed',
    open: running ? 'running' : 'changed',
    notTried: 'todo',
  } as const
  const words = {
    done: region,
    applying: `${region}, RDS has taken it and works on it`,
    failed: error,
    open: running
      ? region
      : 'Begun, and nobody has said yet what came of it. Gatehouse looks, and says so in Activity.',
    notTried: running ? `${region}, waits its turn` : `${region}, not tried`,
  }
  return {
    id: keyOf(part),
    state: marks[state],
    title: (
      <Link
        href={routes.targetSettings({ accountId: account, region, resourceId })}
        prefetch={false}
        className="hover:underline"
      >
        {name}
      </Link>
    ),
    detail: words[state],
    action: auditId ? (
      <>
        <span className="hidden text-xs text-muted print:block">Entry {auditId}</span>
        <ButtonLink
          variant="ghost"
          size="sm"
          href={routes.activity({ days: 'all', entry: auditId })}
          prefetch={false}
          className="-ml-2"
        >
          Entry {auditId}
        </ButtonLink>
      </>
    ) : null,
  }
}

function titleOf({ running, parts, desired, moment }: SwitchesNow): string {
  const done = parts.filter(isTaken).length
  const of = `${formatNumber(done)} of ${formatCount(parts.length, 'target')}`
  if (running || parts.some(isApplying)) return `Turning IAM authentication ${desired}: ${of}`
  // RDS has taken the calls, and every one of them still signs in as before.
  if (moment === 'window')
    return `IAM authentication goes ${desired} for ${of}, each in its maintenance window`
  return `IAM authentication turned ${desired} for ${of}`
}

function Actions({ change, account }: { change: SwitchesNow; account: string }) {
  const [left, done] = [change.parts.filter(isLeft), change.parts.filter(isTaken)]
  const waited = done.filter(part => part.waited)
  if (change.running) return null
  const plan = (turn: 'on' | 'off', part: 'done' | 'left') =>
    routes.switchTogether(account, { turn, when: change.moment, change: change.id, part })
  return (
    <div className="mt-4 flex flex-wrap items-center gap-2 print:hidden">
      {left.length > 0 ? (
        <>
          <ResumeForm id={change.id} left={left.length} />
          <ButtonLink href={plan(change.desired, 'left')}>Look at a new plan of these</ButtonLink>
        </>
      ) : null}
      {done.length > 0 ? (
        <ButtonLink href={plan(change.desired === 'on' ? 'off' : 'on', 'done')}>
          Plan the way back for {formatCount(done.length, 'target')}
        </ButtonLink>
      ) : null}
      {waited.length > 0 ? (
        <p className="basis-full text-xs text-cond">
          {waited.map(({ name }) => name).join(', ')} had a change waiting for the maintenance window before.
          The way back does not make it wait again.
        </p>
      ) : null}
    </div>
  )
}

/** How a switch of several goes, and what came of it: from the records, so any server tells the same. */
export default async function SwitchedTogetherPage({
  params,
}: PageProps<'/a/[account]/targets/together/[change]'>) {
  const { account, change: id } = await params
  const reading = await readPage(context => getSwitches(context, { id }))
  if (!reading.ok && reading.code === 'noCredentials') redirect(routes.firstRun())
  const header = { title: 'Switched together', crumbs: [{ label: 'Targets', href: routes.targets(account) }] }
  if (!reading.ok)
    return (
      <>
        <PageHeader {...header} />
        <FailurePanel
          failure={reading}
          meaning="What came of it stands in Activity."
          actions={<RefreshButton look="button">Try again</RefreshButton>}
        />
      </>
    )
  const change = reading.value
  const { running, parts, moment, reason, begunBy, begunAt, stopped, leftOut } = change
  const order = { failed: 0, open: 1, notTried: 2, applying: 3, done: 4 }
  const sorted = running ? parts : [...parts].sort((a, b) => order[a.state] - order[b.state])
  return (
    <>
      <PageHeader {...header} />
      <RefreshWhile active={running || parts.some(isApplying)} everyMs={running ? 1_000 : 5_000} />
      <section className="mx-auto w-full max-w-200 px-5 py-6 max-md:px-4">
        <h1 aria-live="polite" className="text-xl font-semibold tracking-[-0.02em]">
          {titleOf(change)}
        </h1>
        <p className="mt-0.5 mb-4 text-muted">
          {begunBy}, <Moment iso={begunAt} />, {moment === 'now' ? 'now' : 'in each maintenance window'}:{' '}
          {reason}
        </p>
        {stopped && !running ? (
          <Banner tone="warning" title="It stopped early." className="mb-4">
            {stopped}
          </Banner>
        ) : null}
        <PlanSteps label="Targets" steps={sorted.map(part => stepOf(account, part, running))} />
        <Actions change={change} account={account} />
        <LeftOutList account={account} leftOut={leftOut} />
      </section>
    </>
  )
}
