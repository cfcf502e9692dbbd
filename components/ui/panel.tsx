import type { ReactNode } from 'react'
import { classNames } from './class-names'

/** A thing that is separate. Hairline edge, no shadow. */
function Panel({
  title,
  actions,
  children,
  className,
  id,
}: {
  title?: ReactNode
  actions?: ReactNode
  children: ReactNode
  className?: string
  id?: string
}) {
  return (
    <section
      data-slot="panel"
      id={id}
      className={classNames('overflow-hidden rounded-lg border border-line bg-surface', className)}
    >
      {title ? (
        <header className="flex min-h-9 items-center gap-2 border-b border-line px-4 py-1.5">
          <h2 className="flex-1 font-semibold">{title}</h2>
          {actions}
        </header>
      ) : null}
      {children}
    </section>
  )
}

/** Name and value, one line each, hairlines between. */
function PanelRow({ name, children, action }: { name: ReactNode; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex min-h-10 items-center gap-4 border-b border-line px-4 py-2 last:border-b-0 max-sm:flex-col max-sm:items-start max-sm:gap-0.5">
      <div className="w-52 shrink-0 text-muted max-sm:w-auto max-sm:text-xs">{name}</div>
      <div className="min-w-0 flex-1 max-sm:w-full max-sm:flex-none">{children}</div>
      {action}
    </div>
  )
}

export { Panel, PanelRow }
