import type { Route } from 'next'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'

const trackClass = 'inline-flex items-center gap-0.5 rounded-md border border-line bg-sunken p-0.5'
const itemClass =
  'inline-flex h-6 items-center gap-1.5 rounded-sm px-2 text-xs font-medium whitespace-nowrap max-md:h-10 max-md:px-3'
const restClass = 'text-muted hover:text-fg'
const onClass = 'border border-line-strong bg-surface text-fg shadow-btn'

interface SegmentedOption {
  value: string
  label: ReactNode
}

/** One of a few, inside a form or a client leaf. Native radios: arrows, forms and no script work. */
function Segmented({
  options,
  label,
  className,
  value,
  defaultValue,
  ...props
}: Omit<ComponentProps<'input'>, 'type' | 'value' | 'defaultValue'> & {
  name: string
  label: string
  options: SegmentedOption[]
  value?: string
  defaultValue?: string
}) {
  return (
    <fieldset data-slot="segmented" className={classNames(trackClass, className)}>
      <legend className="sr-only">{label}</legend>
      {options.map(option => (
        <label
          key={option.value}
          className={classNames(
            itemClass,
            restClass,
            'has-checked:border has-checked:border-line-strong has-checked:bg-surface has-checked:text-fg has-checked:shadow-btn',
            'has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent',
          )}
        >
          <input
            type="radio"
            className="sr-only"
            value={option.value}
            {...(value === undefined ? {} : { checked: value === option.value })}
            {...(defaultValue === undefined ? {} : { defaultChecked: defaultValue === option.value })}
            {...props}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}

/** The same look for views that live in the address. */
function SegmentedLinks({
  options,
  current,
  label,
  className,
}: {
  options: (SegmentedOption & { href: Route })[]
  current: string
  label: string
  className?: string
}) {
  return (
    <nav data-slot="segmented" aria-label={label} className={classNames(trackClass, className)}>
      {options.map(option => (
        <Link
          key={option.value}
          href={option.href}
          scroll={false}
          aria-current={option.value === current ? 'true' : undefined}
          className={classNames(itemClass, option.value === current ? onClass : restClass)}
        >
          {option.label}
        </Link>
      ))}
    </nav>
  )
}

export { Segmented, SegmentedLinks, type SegmentedOption }
