'use client'
import { BadgeCheck, Check, RefreshCw, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Moment } from '@/components/moment'
import { RelativeTime } from '@/components/relative-time'
import { SubmitButton } from '@/components/submit-button'
import { Button } from '@/components/ui/button'
import { VerdictMark } from '@/components/verdict-mark'
import type { SimulatedAnswer } from '@/lib/access/explain/explain'
import type { ActionState } from '@/lib/actions/action-state'
import { formatCount, formatNumber } from '@/lib/format'
import { Form } from './ui/form'

interface SimulatorBlockProps {
  /** Null: AWS was not asked. */
  simulated: SimulatedAnswer | null
  /** False: the column stands for many names, and AWS can be asked about one. */
  askable: boolean
  /** Sends the cell to be asked about. */
  action: (form: FormData) => void
  fields: Record<string, string>
  asked: ActionState<{ saved: boolean }>
  /** Asks about every cell in view; null where that is not offered. */
  all: { cells: number; calls: number; busy: boolean; start: () => void } | null
  /** ISO: the newest of what is shown. */
  now: string
}

/** What AWS's own policy simulator says of one cell: the only one to know organisation policies that are not read here. */
export function SimulatorBlock(props: SimulatorBlockProps) {
  const { simulated, askable, action, fields, asked, all, now } = props
  return (
    <section
      aria-label="AWS policy simulator"
      data-slot="simulator-block"
      className="rounded-md border border-line-strong bg-canvas px-3 py-2 text-xs"
    >
      <div className="flex flex-wrap items-center gap-x-2 border-b border-line pb-1.5">
        <BadgeCheck size={14} strokeWidth={1.5} aria-hidden className="shrink-0 text-subtle" />
        <h4 className="flex-1 text-sm font-medium whitespace-nowrap">AWS policy simulator</h4>
        <span className="text-subtle">
          {simulated ? (
            <>
              asked <Moment iso={simulated.askedAt} now={now} />,{' '}
              <RelativeTime iso={simulated.askedAt} now={now} />
            </>
          ) : (
            'was not asked'
          )}
        </span>
      </div>
      {simulated && <Answers simulated={simulated} />}
      {!simulated && askable && (
        <p className="pt-2 text-muted">
          It knows the policies of the organisation. Its no makes this cell denied; its yes makes it no
          better.
        </p>
      )}
      {!askable && (
        <p className="pt-2 text-muted">
          AWS can be asked about one database user. This column stands for many: choose one with a name.
        </p>
      )}
      {asked.status === 'failed' && (
        <p role="alert" className="pt-2 text-deny">
          {asked.message} {asked.answer && <code className="break-words">{asked.answer}</code>}
        </p>
      )}
      {asked.status === 'done' && !asked.value.saved && (
        <p className="pt-2 text-cond">The records cannot be written: it is kept until this server stops.</p>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-2">
        {askable && (
          <Form action={action}>
            {Object.entries(fields).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <SubmitButton variant="secondary" size="sm" busyLabel="Asking AWS">
              <RefreshCw size={13} strokeWidth={1.5} aria-hidden />
              {simulated ? 'Ask AWS again' : 'Ask AWS'}
            </SubmitButton>
          </Form>
        )}
        {all && all.cells > 0 && (
          <Button variant="ghost" size="sm" className="-ml-2" disabled={all.busy} onClick={all.start}>
            Ask for all {formatNumber(all.cells)} cells, {formatCount(all.calls, 'call')}
          </Button>
        )}
      </div>
    </section>
  )
}

const WORDS = { allowed: 'allowed', explicitDeny: 'denied', implicitDeny: 'not allowed' } as const

function Answers({ simulated }: { simulated: SimulatedAnswer }) {
  const { decision, organizationAllows, current, differs } = simulated
  const refused = organizationAllows === false
  return (
    <>
      <dl className="grid grid-cols-[84px_1fr] gap-x-3 gap-y-1.5 pt-2">
        <Row name="Answer">
          <span className="mr-1.5 inline-block align-[-2px]">
            {decision === 'allowed' ? (
              <Check size={13} strokeWidth={1.75} aria-hidden className="text-subtle" />
            ) : (
              <VerdictMark verdict="denied" size={12} />
            )}
          </span>
          <span className={decision === 'allowed' ? 'font-medium' : 'font-medium text-deny'}>
            {WORDS[decision]}
          </span>{' '}
          for this one cell
        </Row>
        <Row name="Organisation">
          {organizationAllows === null ? (
            'AWS does not say it of this cell alone'
          ) : (
            <code>AllowedByOrganizations: {String(organizationAllows)}</code>
          )}
        </Row>
        {refused && <Row name="Text">AWS gives none to a member account</Row>}
        <Row name="Kept until">
          {current ? (
            'a policy here changes; an SCP may change unseen'
          ) : (
            <span className="text-cond">
              Old: a policy here has changed since. It is not applied; ask AWS again.
            </span>
          )}
        </Row>
      </dl>
      {differs && (
        <p
          role="status"
          className="mt-2 flex items-start gap-1.5 rounded-md bg-cond-tint px-2 py-1.5 text-fg"
        >
          <TriangleAlert size={13} strokeWidth={1.5} aria-hidden className="mt-0.5 shrink-0 text-cond" />
          {differs}
        </p>
      )}
    </>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
