import type { ReactNode } from 'react'

/** Why there is nothing, and one way out. Never an illustration. */
export function EmptyState({
  title,
  children,
  actions,
}: {
  title: string
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <section data-slot="empty-state" className="m-5 rounded-lg border border-line bg-surface px-6 py-7">
      <h2 className="font-semibold wrap-anywhere">{title}</h2>
      {children ? <p className="mt-0.5 max-w-[68ch] text-muted">{children}</p> : null}
      {actions ? <div className="mt-3 flex flex-wrap items-center gap-2">{actions}</div> : null}
    </section>
  )
}
