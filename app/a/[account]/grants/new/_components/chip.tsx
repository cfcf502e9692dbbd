import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'

/** One chosen thing, with the key that takes it out again. */
export function Chip({
  icon,
  label,
  name,
  title,
  doubtful = false,
  onRemove,
}: {
  icon: ReactNode
  label: ReactNode
  name: string
  title?: string | undefined
  doubtful?: boolean
  onRemove: () => void
}) {
  return (
    <span
      title={title}
      className={classNames(
        'inline-flex h-6 max-w-full items-center gap-1.5 rounded-sm border pl-1.5 text-xs',
        doubtful ? 'border-cond-line bg-cond-tint' : 'border-line bg-sunken',
      )}
    >
      {icon}
      <span className="min-w-0 truncate">{label}</span>
      <button
        type="button"
        aria-label={`Remove ${name}`}
        onClick={onRemove}
        className="grid h-full w-6 shrink-0 place-items-center rounded-sm text-subtle hover:bg-hover hover:text-fg"
      >
        <X aria-hidden size={12} strokeWidth={1.75} />
      </button>
    </span>
  )
}
