'use client'

import { type ComponentProps, createContext, type ReactNode, useContext, useState } from 'react'
import { useFormStatus } from 'react-dom'
import { Field, fieldProps } from './field'
import { Input } from './input'

const NONE: ReadonlySet<string> = new Set()
const Rewritten = createContext(NONE)

/**
 * What was typed outlives a refused try: React empties a form after its action. It says itself what is missing, and no
 * longer of a field that was written in since.
 */
function Form({ onInput, onSubmit, ...props }: ComponentProps<'form'>) {
  const [rewritten, setRewritten] = useState(NONE)
  return (
    <Rewritten value={rewritten}>
      <form
        noValidate
        onReset={event => event.preventDefault()}
        onInput={event => {
          onInput?.(event)
          const { name } = event.target as HTMLInputElement
          setRewritten(names => (names.has(name) ? names : new Set([...names, name])))
        }}
        onSubmit={event => {
          onSubmit?.(event)
          setRewritten(NONE)
        }}
        {...props}
      />
    </Rewritten>
  )
}

/** What the answer to the last try held against a field, until it is written in again or sent again. */
function useFieldError(name: string, error: string | undefined): string | undefined {
  const rewritten = useContext(Rewritten)
  const { pending } = useFormStatus()
  return pending || rewritten.has(name) ? undefined : error
}

interface FormFieldProps extends ComponentProps<typeof Input> {
  id: string
  name: string
  label: ReactNode
  error: string | undefined
  hint?: ReactNode
  fieldClassName?: string
  /** Stands beside the input. */
  children?: ReactNode
}

/** A labelled input of a form, with what is wrong with it. */
function FormField({ id, name, label, error, hint, fieldClassName, children, ...props }: FormFieldProps) {
  const wrong = useFieldError(name, error)
  const input = <Input name={name} {...props} {...fieldProps(id, wrong, hint)} />
  return (
    <Field label={label} htmlFor={id} error={wrong} hint={hint} className={fieldClassName}>
      {children ? (
        <div className="flex gap-2">
          {input}
          {children}
        </div>
      ) : (
        input
      )}
    </Field>
  )
}

export { Form, FormField, useFieldError }
