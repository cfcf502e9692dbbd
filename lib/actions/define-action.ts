import 'server-only'
import { refresh } from 'next/cache'
import type { z } from 'zod'
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

/** One door to one verb: checks the form, asks who it is, runs, and says what came of it. */
export function defineAction<S extends z.ZodType, T>(definition: {
  schema: S
  run: (context: Context, input: z.output<S>) => Promise<T>
  /** The page that asked is drawn anew with the answer. */
  refreshes?: boolean
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
      if (definition.refreshes) refresh()
      stop({ outcome: 'done' })
      return { status: 'done', value }
    } catch (error) {
      const failure = describeFailure(error, 'action')
      stop({ outcome: failure.code })
      return { status: 'failed', ...failure }
    }
  }
}
