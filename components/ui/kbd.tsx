import type { ReactNode } from 'react'
import { classNames } from './class-names'

function Kbd({ children, onSolid = false }: { children: ReactNode; onSolid?: boolean }) {
  return (
    <kbd
      data-slot="kbd"
      className={classNames(
        'inline-grid h-4 min-w-4 place-items-center rounded-sm border px-1 font-sans text-[10px] leading-none font-medium tracking-normal max-md:hidden',
        onSolid
          ? 'border-accent-on/50 text-accent-on in-disabled:border-line-strong in-disabled:text-subtle'
          : 'border-line-strong bg-surface text-muted',
      )}
    >
      {children}
    </kbd>
  )
}

export { Kbd }
