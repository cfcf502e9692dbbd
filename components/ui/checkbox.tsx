import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'

function Checkbox({ className, ...props }: Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <span
      data-slot="checkbox"
      className={classNames('relative inline-grid size-4 place-items-center', className)}
    >
      <input
        type="checkbox"
        className="peer absolute size-4 cursor-pointer appearance-none rounded-sm border border-control bg-surface checked:border-accent-solid checked:bg-accent-solid indeterminate:border-accent-solid indeterminate:bg-accent-solid disabled:border-line disabled:bg-sunken"
        {...props}
      />
      <svg
        aria-hidden
        viewBox="0 0 16 16"
        fill="none"
        className="pointer-events-none relative hidden size-4 text-accent-on peer-checked:block peer-indeterminate:hidden"
      >
        <path d="m4.5 8.2 2.4 2.4 4.7-5" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
      </svg>
      <span
        aria-hidden
        className="pointer-events-none relative hidden h-[1.6px] w-2 rounded-full bg-accent-on peer-indeterminate:block"
      />
    </span>
  )
}

/** A checkbox with its sentence: the whole line is the target. */
function CheckboxField({
  children,
  className,
  ...props
}: ComponentProps<typeof Checkbox> & { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside, one component deep
    <label
      data-slot="checkbox-field"
      className={classNames(
        'flex min-h-6 items-start gap-2 py-0.5 text-sm max-md:min-h-11 max-md:items-center',
        className,
      )}
    >
      <Checkbox className="mt-0.5 shrink-0" {...props} />
      <span>{children}</span>
    </label>
  )
}

export { Checkbox, CheckboxField }
