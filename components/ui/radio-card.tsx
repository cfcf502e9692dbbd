import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'

function Radio({ className, ...props }: Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <input
      data-slot="radio"
      type="radio"
      className={classNames(
        'size-4 shrink-0 cursor-pointer appearance-none rounded-full border border-control bg-surface checked:border-[5px] checked:border-accent-solid checked:bg-accent-on disabled:border-line disabled:bg-sunken',
        className,
      )}
      {...props}
    />
  )
}

/** One choice of a group, with what it means. Group several in a `fieldset`. */
function RadioCard({
  title,
  children,
  className,
  ...props
}: Omit<ComponentProps<'input'>, 'type' | 'title'> & { title: ReactNode; children?: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside, one component deep
    <label
      data-slot="radio-card"
      className={classNames(
        'flex min-h-11 gap-2.5 rounded-md border border-line-strong bg-surface px-3 py-2.5 transition-colors duration-120 hover:bg-hover',
        'has-checked:border-accent has-checked:bg-accent-tint has-checked:shadow-[inset_0_0_0_1px_var(--gh-accent)] has-disabled:bg-sunken',
        'has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent',
        className,
      )}
    >
      <Radio className="mt-0.5 focus-visible:outline-none" {...props} />
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{title}</span>
        {children ? <span className="mt-0.5 block text-xs text-muted">{children}</span> : null}
      </span>
    </label>
  )
}

export { Radio, RadioCard }
