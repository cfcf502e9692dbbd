import type { ReactNode } from 'react'
import { classNames } from './class-names'

interface FieldProps {
  label: ReactNode
  /** The control's id; its message has the id `${htmlFor}-message`. */
  htmlFor: string
  hint?: ReactNode
  error?: string | null | undefined
  className?: string | undefined
  children: ReactNode
}

/** Label above, control, one line below: the error when there is one, else the hint. */
function Field({ label, htmlFor, hint, error, className, children }: FieldProps) {
  return (
    <div data-slot="field" className={classNames('grid content-start gap-1', className)}>
      <label htmlFor={htmlFor} className="text-xs font-medium text-muted">
        {label}
      </label>
      {children}
      {error || hint ? (
        <p id={`${htmlFor}-message`} className={classNames('text-xs', error ? 'text-deny' : 'text-subtle')}>
          {error || hint}
        </p>
      ) : null}
    </div>
  )
}

/** What the control itself needs so that its message is read with it. */
function fieldProps(id: string, error: string | null | undefined, hint?: unknown) {
  return {
    id,
    ...(error ? { 'aria-invalid': true } : {}),
    ...(error || hint ? { 'aria-describedby': `${id}-message` } : {}),
  }
}

export { Field, fieldProps }
