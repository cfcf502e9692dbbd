import { Lock, LockOpen } from 'lucide-react'

/** Closed lock: enforced. Open lock in amber: plaintext connections are accepted. */
export function TlsLabel({
  enforced,
  dense = false,
}: {
  enforced: boolean | null
  /** The lock alone, where a list has no room for words. */
  dense?: boolean
}) {
  if (enforced === null)
    return (
      <span className="text-subtle" title="The parameter group was not read">
        Not read
      </span>
    )
  const Icon = enforced ? Lock : LockOpen
  const words = enforced ? 'Enforced' : 'Optional'
  return (
    <span
      title={dense ? words : undefined}
      className={`inline-flex items-center gap-1.5 align-middle whitespace-nowrap ${enforced ? 'text-muted' : 'text-cond'}`}
    >
      <Icon aria-hidden size={14} strokeWidth={1.5} className={enforced ? 'text-subtle' : ''} />
      <span className={dense ? 'sm:max-xl:sr-only print:not-sr-only' : undefined}>{words}</span>
    </span>
  )
}
