import type { ReactNode } from 'react'
import { classNames } from './class-names'

function Tag({ children, mono = false }: { children: ReactNode; mono?: boolean }) {
  return (
    <span
      data-slot="tag"
      className={classNames(
        'inline-flex h-[18px] items-center rounded-sm bg-sunken px-1.5 text-2xs font-medium whitespace-nowrap text-muted',
        mono && 'font-mono',
      )}
    >
      {children}
    </span>
  )
}

export { Tag }
