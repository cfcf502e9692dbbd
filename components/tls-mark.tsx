import { Lock, LockOpen } from 'lucide-react'

/** Closed lock: enforced. Open lock in amber: plaintext connections are accepted. */
export function TlsLabel({ enforced }: { enforced: boolean | null }) {
  if (enforced === null)
    return (
      <span className="text-subtle" title="The parameter group was not read">
        Not read
      </span>
    )
  const Icon = enforced ? Lock : LockOpen
  return (
    <span
      className={`inline-flex items-center gap-1.5 align-middle whitespace-nowrap ${enforced ? 'text-muted' : 'text-cond'}`}
    >
      <Icon aria-hidden size={14} strokeWidth={1.5} className={enforced ? 'text-subtle' : ''} />
      {enforced ? 'Enforced' : 'Optional'}
    </span>
  )
}
