import type { Route } from 'next'
import { EmptyState } from '@/components/empty-state'
import { type FailureFacts, FailurePanel } from '@/components/failure-panel'
import { RefreshButton } from '@/components/refresh-button'
import { RefreshWhile } from '@/components/refresh-while'
import { ButtonLink } from '@/components/ui/button'
import type { ReversalKind } from '@/lib/grants/steps/step-progress'
import { WORDS } from './reversal-words'

/** There is no plan: not yet, not any more, never, or something could not be read. */
export function ReversalRefused({
  failure,
  kind,
  back,
}: {
  failure: FailureFacts
  kind: ReversalKind
  back: Route
}) {
  if (failure.code === 'conflict' || failure.code === 'invalid')
    return (
      <>
        <RefreshWhile active={failure.code === 'conflict'} />
        <EmptyState
          title={failure.code === 'conflict' ? 'Nothing to decide here now' : WORDS[kind].cannot}
          actions={<ButtonLink href={back}>Back to the entry</ButtonLink>}
        >
          {failure.message}
        </EmptyState>
      </>
    )
  return (
    <FailurePanel
      failure={failure}
      meaning="What this would open or close cannot be worked out. Nothing was changed."
      actions={
        <>
          <RefreshButton look="button">Try again</RefreshButton>
          <ButtonLink size="sm" href={back}>
            Back to the entry
          </ButtonLink>
        </>
      }
    />
  )
}
