import { Link2, Unlink2 } from 'lucide-react'
import { Spinner } from '@/components/ui/spinner'
import { readPage } from '@/lib/actions/read-page'
import { formatClock, formatCount, shortenMiddle } from '@/lib/format'
import { verifyActivity } from '@/lib/services/verify-activity'

const box = 'inline-flex min-h-7 items-center gap-2 rounded-md border px-2.5 py-0.5 text-xs'

export function CheckingBadge() {
  return (
    <span className={`${box} border-line bg-sunken text-muted`}>
      <Spinner size={13} />
      Checking the log
    </span>
  )
}

/** Walks the whole chain each time it is shown: intact, or which entry first does not fit. */
export async function IntegrityBadge() {
  const reading = await readPage(operator => verifyActivity(operator))
  if (!reading.ok) return <span className={`${box} border-cond-line bg-cond-tint`}>{reading.message}</span>
  const { intact, entries, head, firstBadId, checkedAt } = reading.value
  const checked = `checked ${formatClock(checkedAt).slice(0, 5)}`
  if (!intact)
    return (
      <span role="alert" className={`${box} border-deny-line bg-deny-tint`}>
        <Unlink2 aria-hidden size={14} strokeWidth={1.75} className="text-deny" />
        <span className="font-semibold text-deny">Log broken</span>
        Entry {firstBadId} is not what was written, or is missing. {checked}
      </span>
    )
  return (
    <span className={`${box} border-ok-line bg-ok-tint`}>
      <Link2 aria-hidden size={14} strokeWidth={1.75} className="text-ok" />
      <span className="font-semibold text-ok">Log intact</span>
      <span className="text-muted">
        {formatCount(entries, 'entry', 'entries')}
        {head ? (
          <>
            , head <code>{shortenMiddle(head, 4, 4)}</code>
          </>
        ) : null}
        , {checked}
      </span>
    </span>
  )
}
