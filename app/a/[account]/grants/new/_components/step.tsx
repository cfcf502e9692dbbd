import type { ReactNode } from 'react'

export function Step({
  number,
  title,
  summary,
  children,
}: {
  number: number
  title: string
  summary: string | null
  children: ReactNode
}) {
  return (
    <section aria-label={title} className="flex gap-4">
      <span aria-hidden className="w-1.5 text-xs leading-5 text-subtle">
        {number}
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="flex items-baseline gap-2.5">
          <span className="font-semibold">{title}</span>
          <span className="text-xs text-muted">{summary}</span>
        </h2>
        <div className="mt-2">{children}</div>
      </div>
    </section>
  )
}
