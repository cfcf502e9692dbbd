import { ChevronDown, Download, Link2, Unlink2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Moment } from '@/components/moment'
import { buttonClass } from '@/components/ui/button'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { Spinner } from '@/components/ui/spinner'
import { readPage } from '@/lib/actions/read-page'
import { formatCount, shortenMiddle } from '@/lib/format'
import { routes } from '@/lib/routes'
import { verifyActivity } from '@/lib/services/activity/verify-activity'
import { checkedWords, UNSEEN, type Verification } from './integrity-words'

const box = 'inline-flex min-h-7 items-center gap-2 rounded-md border px-2.5 py-0.5 text-left text-xs'

export function CheckingBadge() {
  return (
    <span className={`${box} border-line bg-sunken text-muted`}>
      <Spinner size={13} />
      Checking the log
    </span>
  )
}

function Lines({ title, children }: { title: string; children: string[] }) {
  return (
    <section>
      <h3 className="font-semibold">{title}</h3>
      <ul className="mt-1 grid gap-1 text-muted">
        {children.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  )
}

/** The badge opens to what stands behind it. */
function Explained({
  tone,
  verification,
  children,
}: {
  tone: string
  verification: Verification
  children: ReactNode
}) {
  const { fault, head } = verification
  return (
    <Popover>
      <PopoverTrigger className={`${box} ${tone} cursor-pointer hover:brightness-98`}>
        {children}
        <ChevronDown aria-hidden size={13} strokeWidth={1.75} className="shrink-0 text-subtle" />
      </PopoverTrigger>
      <PopoverContent label="What the log was checked for" className="grid w-96 gap-3 p-4 text-xs">
        {fault ? (
          <Lines title="What does not fit">
            {[
              fault.sentence,
              'If the records were restored from a backup, the README says how to accept it.',
            ]}
          </Lines>
        ) : (
          <Lines title="What was checked">{checkedWords(verification)}</Lines>
        )}
        <Lines title="What no check here can see">{UNSEEN}</Lines>
        {head && !fault ? (
          <a
            href={routes.activityExport({ format: 'head' })}
            download
            className={`${buttonClass({ size: 'sm' })} justify-self-start`}
          >
            <Download aria-hidden size={13} strokeWidth={1.5} />
            Export head
          </a>
        ) : null}
      </PopoverContent>
    </Popover>
  )
}

/** Walks the whole chain each time it is shown: intact, intact as far as its keys go, or which entry first does not fit. */
export async function IntegrityBadge() {
  const reading = await readPage(context => verifyActivity(context))
  if (!reading.ok)
    return (
      <span role="status" className={`${box} border-cond-line bg-cond-tint`}>
        The log cannot be checked. {reading.message}
      </span>
    )
  const { fault, entries, head, unchecked, checkedAt } = reading.value
  const checked = (
    <>
      checked <Moment iso={checkedAt} now={checkedAt} />
    </>
  )
  if (fault)
    return (
      <span role="alert">
        <Explained tone="border-deny-line bg-deny-tint" verification={reading.value}>
          <Unlink2 aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-deny" />
          <span className="font-semibold whitespace-nowrap text-deny">Log broken</span>
          Entry {fault.id} is not what was written, or is missing. {checked}
        </Explained>
      </span>
    )
  return (
    <Explained
      tone={unchecked > 0 ? 'border-cond-line bg-cond-tint' : 'border-ok-line bg-ok-tint'}
      verification={reading.value}
    >
      <Link2 aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-ok" />
      <span className="font-semibold whitespace-nowrap text-ok">Log intact</span>
      <span className="text-muted">
        {formatCount(entries, 'entry', 'entries')} in the whole log
        {unchecked > 0 ? <>, {formatCount(unchecked, 'seal')} not checked</> : null}
        {head ? (
          <>
            , head <code>{shortenMiddle(head, 4, 4)}</code>
          </>
        ) : null}
        , {checked}
      </span>
    </Explained>
  )
}
