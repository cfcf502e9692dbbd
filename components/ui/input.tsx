import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'

const edge =
  'w-full rounded-md border border-control bg-surface text-fg transition-colors duration-120 read-only:bg-sunken read-only:text-muted disabled:border-line disabled:bg-sunken disabled:text-subtle aria-invalid:border-deny-solid max-md:text-md'

const sizes = { sm: 'h-6 px-2 text-xs', md: 'h-7 px-2.5 text-sm', lg: 'h-8 px-2.5 text-sm' } as const

interface InputProps extends Omit<ComponentProps<'input'>, 'size'> {
  size?: keyof typeof sizes
  mono?: boolean
}

function Input({ size = 'md', mono = false, className, ...props }: InputProps) {
  return (
    <input
      data-slot="input"
      autoComplete="off"
      spellCheck={false}
      className={classNames(edge, sizes[size], 'max-md:h-11', mono && 'font-mono text-xs', className)}
      {...props}
    />
  )
}

/** An input with an icon before and a key or a count after it. */
function InputGroup({
  before,
  after,
  className,
  ...props
}: InputProps & { before?: ReactNode; after?: ReactNode }) {
  return (
    <span data-slot="input-group" className={classNames('relative block', className)}>
      {before ? (
        <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-subtle">
          {before}
        </span>
      ) : null}
      <Input {...props} className={classNames(before && 'pl-8', after && 'pr-9')} />
      {after ? (
        <span className="pointer-events-none absolute inset-y-0 right-2 flex items-center gap-1 text-xs text-subtle max-md:hidden">
          {after}
        </span>
      ) : null}
    </span>
  )
}

export { Input, InputGroup }
