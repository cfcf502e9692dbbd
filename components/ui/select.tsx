import { ChevronsUpDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'

/** The platform's own list: keyboard, phone and forms without script come with it. */
function Select({ className, children, ...props }: ComponentProps<'select'>) {
  return (
    <span data-slot="select" className={classNames('relative block', className)}>
      <select
        className="h-7 w-full appearance-none rounded-md border border-control bg-surface pr-7 pl-2.5 text-sm text-fg disabled:border-line disabled:bg-sunken disabled:text-subtle aria-invalid:border-deny-solid max-md:h-11 max-md:text-md"
        {...props}
      >
        {children}
      </select>
      <ChevronsUpDown
        aria-hidden
        size={13}
        strokeWidth={1.5}
        className="pointer-events-none absolute inset-y-0 right-2 my-auto text-subtle"
      />
    </span>
  )
}

export { Select }
