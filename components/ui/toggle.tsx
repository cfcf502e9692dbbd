import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'

type ToggleState = 'off' | 'on' | 'pending'

const track: Record<ToggleState, string> = {
  off: 'border-control bg-sunken',
  on: 'border-accent-solid bg-accent-solid',
  pending: 'border-accent bg-accent-tint',
}
const thumb: Record<ToggleState, string> = {
  off: 'translate-x-0.5 bg-control',
  on: 'translate-x-[15px] bg-accent-on',
  pending: 'translate-x-[9px] bg-accent',
}

/** A switch with a third state: the change is under way. Give it a name by `aria-label` or `aria-labelledby`. */
function Toggle({ state, className, ...props }: ComponentProps<'button'> & { state: ToggleState }) {
  return (
    <button
      data-slot="toggle"
      type="button"
      role="switch"
      aria-checked={state === 'on'}
      aria-busy={state === 'pending' || undefined}
      className={classNames(
        'inline-grid h-6 w-9 shrink-0 place-items-center max-md:h-11 max-md:w-12',
        className,
      )}
      {...props}
    >
      <span
        className={classNames(
          'flex h-[18px] w-8 items-center rounded-full border transition-colors duration-120',
          track[state],
        )}
      >
        <span
          className={classNames(
            'size-3 rounded-full transition-transform duration-120 ease-out',
            thumb[state],
          )}
        />
      </span>
    </button>
  )
}

/** A toggle with its words: the whole line presses it, and what names it is not its state. */
function ToggleField({
  words,
  children,
  className,
  ...props
}: ComponentProps<typeof Toggle> & { words: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside, one component deep
    <label
      data-slot="toggle-field"
      className={classNames('flex min-h-6 cursor-pointer items-center gap-3 max-md:min-h-11', className)}
    >
      {children}
      <Toggle {...props} />
      {words}
    </label>
  )
}

export { Toggle, ToggleField, type ToggleState }
