import Link from 'next/link'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'
import { Spinner } from './spinner'

const base =
  'inline-flex shrink-0 items-center justify-center print:hidden! gap-1.5 rounded-md font-medium whitespace-nowrap select-none transition-colors duration-120 ease-out disabled:border-line disabled:bg-sunken disabled:text-subtle disabled:shadow-none disabled:hover:bg-sunken'

const variants = {
  primary: 'bg-accent-solid text-accent-on hover:bg-accent-hover',
  secondary: 'border border-line-strong bg-surface text-fg shadow-btn hover:bg-hover active:bg-active',
  ghost: 'text-muted hover:bg-hover hover:text-fg active:bg-active',
  dangerGhost: 'text-deny hover:bg-deny-tint',
  danger: 'border border-deny-line bg-surface text-deny hover:bg-deny-tint',
} as const

const sizes = {
  sm: 'h-6 px-2 text-xs max-md:h-10 max-md:px-3',
  md: 'h-7 px-2.5 text-sm max-md:h-11 max-md:px-4',
  lg: 'h-8 px-3 text-sm max-md:h-12 max-md:px-4 max-md:text-md',
  icon: 'size-7 text-sm max-md:size-11',
  iconSm: 'size-6 text-xs max-md:size-11',
} as const

interface Look {
  variant?: keyof typeof variants | undefined
  size?: keyof typeof sizes | undefined
}

/** The look alone, for parts that bring their own element. */
function buttonClass({ variant = 'secondary', size = 'md' }: Look = {}, extra?: string): string {
  return classNames(base, variants[variant], sizes[size], extra)
}

function Button({
  variant,
  size,
  busy = false,
  className,
  type = 'button',
  children,
  ...props
}: ComponentProps<'button'> & Look & { busy?: boolean }) {
  return (
    <button
      data-slot="button"
      type={type}
      aria-busy={busy || undefined}
      className={buttonClass({ variant, size }, className)}
      {...props}
    >
      {busy ? <Spinner /> : null}
      {children}
    </button>
  )
}

function ButtonLink({ variant, size, className, ...props }: ComponentProps<typeof Link> & Look) {
  return <Link data-slot="button" className={buttonClass({ variant, size }, className)} {...props} />
}

export { Button, ButtonLink, buttonClass }
