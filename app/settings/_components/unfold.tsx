import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'

/** A document behind its name: one line until it is asked for, with a button that copies all of it. */
export function Unfold({
  title,
  detail,
  text,
  mark,
  children,
}: {
  title: string
  detail: string
  text: string
  mark?: ReactNode
  children: ReactNode
}) {
  return (
    <details className="group border-b border-line last:border-b-0">
      <summary className="focus-inset flex min-h-10 items-center gap-2 px-4 py-2 hover:bg-hover">
        <ChevronRight
          aria-hidden
          size={14}
          strokeWidth={1.5}
          className="shrink-0 text-subtle transition-transform duration-120 group-open:rotate-90"
        />
        <span className="min-w-0 flex-1">
          <span className="font-medium">{title}</span> <span className="text-xs text-muted">{detail}</span>
        </span>
        {mark}
      </summary>
      <div className="relative border-t border-line">
        {children}
        <CopyButton
          text={text}
          label={`Copy the policy: ${title}`}
          className="absolute top-1.5 right-3 bg-surface"
        />
      </div>
    </details>
  )
}
