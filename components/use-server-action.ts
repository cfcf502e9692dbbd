'use client'

import { unstable_rethrow } from 'next/navigation'
import { useActionState } from 'react'
import { type ActionState, IDLE, NO_ANSWER } from '@/lib/actions/action-state'

/** Of a server that is gone: a failure like another, so that the form and what was typed into it stay. */
export async function answered<T>(answer: Promise<ActionState<T>>): Promise<ActionState<T>> {
  try {
    return await answer
  } catch (error) {
    // Ways of Next to another page are thrown as well.
    unstable_rethrow(error)
    return NO_ANSWER
  }
}

/** `useActionState` for a verb of the server. */
export function useServerAction<T>(
  action: (previous: ActionState<T>, form: FormData) => Promise<ActionState<T>>,
) {
  return useActionState<ActionState<T>, FormData>((previous, form) => answered(action(previous, form)), IDLE)
}
