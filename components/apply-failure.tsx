import { type ActionState, failureTitle } from '@/lib/actions/action-state'
import { Banner } from './ui/banner'

/** What stopped a write, in AWS's words too. A conflict is no error: the page shows the new plan. */
export function ApplyFailure({ state, title }: { state: ActionState<unknown>; title: string }) {
  if (state.status !== 'failed' || state.fields.reason) return null
  const conflict = state.code === 'conflict'
  return (
    <Banner
      tone={conflict ? 'warning' : 'error'}
      role="alert"
      title={conflict ? 'Not applied.' : failureTitle(state, title)}
      className="mt-2"
    >
      {state.message}
      {state.answer ? <code className="ml-1.5 text-xs break-words">{state.answer}</code> : null}
      {state.missingAction ? (
        <>
          {' '}
          Permission to add: <code className="text-xs">{state.missingAction}</code>.
        </>
      ) : null}
    </Banner>
  )
}
