import type { Route } from 'next'
import Link from 'next/link'
import { VerdictChange } from '@/components/effect-summary'
import { classNames } from '@/components/ui/class-names'
import { Tag } from '@/components/ui/tag'
import { VerdictLabel } from '@/components/verdict-mark'
import { verdictWords } from '@/lib/access/model/as-far-as-read'
import { addressOfRemoval } from '@/lib/grants/removal/removal-address'
import type { RemovalPlan, WaySummary } from '@/lib/grants/removal/removal-plan'
import { routes } from '@/lib/routes'
import { asideOf } from './removal-words'

/** What is to end, and every way to end it: fewest side effects first. */
export function WayList({ plan, why }: { plan: RemovalPlan; why: Route }) {
  const { principal, target, wish, chosen, verdict, asFarAsRead, ways } = plan
  return (
    <>
      <h2 className="text-md font-semibold">
        End <code className="[overflow-wrap:anywhere]">{principal}</code> connecting as{' '}
        <code className="pr-0.5">{wish.databaseUser}</code> on {target}
      </h2>
      <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
        {chosen ? (
          <>
            <VerdictChange before={verdict} after={chosen.verdictAfter} asFarAsRead={asFarAsRead} />
            {verdictWords(verdict, asFarAsRead)}, then{' '}
            {verdictWords(chosen.verdictAfter, asFarAsRead).toLowerCase()}
          </>
        ) : (
          <VerdictLabel verdict={verdict} asFarAsRead={asFarAsRead} />
        )}
        <Link href={why} className="text-accent hover:underline">
          Why
        </Link>
      </p>
      {ways.length > 0 ? (
        <nav aria-label="Ways to end it" className="mt-5">
          <h3 className="mb-2 text-xs font-medium text-muted">
            {ways.length === 1 ? 'One way to end it' : `${ways.length} ways to end it`}
          </h3>
          <ul className="grid gap-2">
            {ways.map(way => (
              <li key={way.id}>
                <Way way={way} plan={plan} />
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      {plan.byHand.length > 0 ? (
        <ByHand
          steps={plan.byHand}
          first={ways.length === 0}
          lately={routes.activity({ q: principal, days: 'all' })}
        />
      ) : null}
    </>
  )
}

function Way({ way, plan }: { way: WaySummary; plan: RemovalPlan }) {
  const current = way.id === plan.chosen?.id
  const warns = way.opens || !way.ends || way.lost.length > 0 || way.problems.length > 0
  return (
    <Link
      href={routes.removal(plan.wish.accountId, addressOfRemoval({ ...plan.wish, way: way.id }))}
      scroll={false}
      aria-current={current ? 'true' : undefined}
      className={classNames(
        'flex min-h-11 gap-2.5 rounded-md border px-3 py-2.5 transition-colors duration-120',
        current
          ? 'border-accent bg-accent-tint shadow-[inset_0_0_0_1px_var(--gh-accent)]'
          : 'border-line-strong bg-surface hover:bg-hover',
      )}
    >
      <span
        aria-hidden
        className={classNames(
          'mt-0.5 size-4 shrink-0 rounded-full border',
          current ? 'border-[5px] border-accent-solid bg-accent-on' : 'border-control bg-surface',
        )}
      />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          <span className="min-w-0 break-words">{way.label}</span>
          {way.id === plan.recommended ? <Tag>Fewest side effects</Tag> : null}
        </span>
        <span className={classNames('mt-0.5 block text-xs', warns ? 'text-cond' : 'text-muted')}>
          {asideOf(way)}
        </span>
      </span>
    </Link>
  )
}

function ByHand({ steps, first, lately }: { steps: string[]; first: boolean; lately: Route }) {
  return (
    <section
      aria-label="By hand"
      className="mt-5 rounded-lg border border-line bg-surface px-3 py-2.5 [overflow-wrap:anywhere]"
    >
      <h3 className="mb-1 text-xs font-medium text-muted">
        {first ? 'Nothing that can be removed from here' : 'Or by hand'}
      </h3>
      {steps.length === 1 ? (
        <p>{steps[0]}</p>
      ) : (
        <ol className="grid list-decimal gap-1 pl-5">
          {steps.map(step => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {first ? (
        <Link href={lately} prefetch={false} className="mt-1.5 inline-block text-accent hover:underline">
          What was done to it lately
        </Link>
      ) : null}
    </section>
  )
}
