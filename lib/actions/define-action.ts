import 'server-only'
import { z } from 'zod'
import type { ActionState } from '@/lib/actions/action-state'
import { describeFailure } from '@/lib/actions/describe-failure'
import { AppError } from '@/lib/errors'
import { metrics } from '@/lib/log/metrics'
import { whileRunning } from '@/lib/running'
import { type Context, contextOfRequest } from '@/lib/services/context'

/** A field named more than once becomes a list; what a script-less form adds (`$ACTION_…`) is dropped. */
function formValues(formData: FormData): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const name of new Set(formData.keys())) {
    if (name.startsWith('$ACTION')) continue
    const all = formData.getAll(name)
    values[name] = all.length > 1 ? all : all[0]
  }
  return values
}

function fieldMessages(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) fields[String(issue.path[0] ?? '')] ??= issue.message
  return fields
}

/** A form field that holds JSON. */
export function jsonField<S extends z.ZodType>(schema: S) {
  return z
    .string()
    .transform((text, ctx): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        ctx.addIssue('This is not JSON.')
        return z.NEVER
      }
    })
    .pipe(schema)
}

/** A form field that may come once, often or not at all. */
export function listField<S extends z.ZodType>(item: S) {
  return z.preprocess(
    value => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
    z.array(item),
  )
}

/** One door to one verb: checks the form, asks who it is, runs, and says what came of it. */
export function defineAction<S extends z.ZodType, T>(definition: {
  schema: S
  run: (context: Context, input: z.output<S>) => Promise<T>
}): (previous: ActionState<T>, formData: FormData) => Promise<ActionState<T>> {
  return async (_previous, formData) => {
    const stop = metrics.verbs.startTimer({ door: 'action' })
    try {
      const context = await contextOfRequest()
      const input = definition.schema.safeParse(formValues(formData))
      if (!input.success) {
        const fields = fieldMessages(input.error)
        throw new AppError('invalid', 'Something in the form cannot be used. Nothing changed.', { fields })
      }
      const value = await whileRunning('change', () => definition.run(context, input.data))
      stop({ outcome: 'done' })
      return { status: 'done', value }
    } catch (error) {
      const failure = describeFailure(error, 'action')
      stop({ outcome: failure.code })
      return { status: 'failed', ...failure }
    }
  }
}
