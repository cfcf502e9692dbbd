import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'

const widths = { why: 'lg:w-[394px]', principal: 'lg:w-[316px] xl:w-[356px]', form: 'lg:w-[426px]' } as const

/**
 * A panel beside the page, not over it: part of the page's own flow at 1200 px and up, below it under that.
 * For a panel over the page use `DialogContent place="side"`.
 */
function SidePanel({
  label,
  width = 'principal',
  className,
  children,
  ...props
}: ComponentProps<'aside'> & { label: string; width?: keyof typeof widths; children: ReactNode }) {
  return (
    <aside
      data-slot="side-panel"
      aria-label={label}
      className={classNames(
        'min-w-0 shrink-0 border-line bg-surface max-lg:border-t lg:border-l',
        widths[width],
        className,
      )}
      {...props}
    >
      {children}
    </aside>
  )
}

function PanelSection({
  title,
  children,
  className,
}: {
  title?: ReactNode
  children: ReactNode
  className?: string
}) {
  return (
    <section
      data-slot="panel-section"
      className={classNames('border-b border-line px-4 py-3 last:border-b-0', className)}
    >
      {title ? <h3 className="mb-2 text-2xs font-medium text-muted">{title}</h3> : null}
      {children}
    </section>
  )
}

export { PanelSection, SidePanel }
