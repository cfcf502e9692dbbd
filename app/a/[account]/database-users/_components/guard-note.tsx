import { RotateCw } from 'lucide-react'
import { Button, ButtonLink } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import type { UserIntent } from '@/lib/provision/user-intent'
import type { Guard } from '@/lib/provision/user-plan'
import { routes } from '@/lib/routes'
import type { TargetRef } from '@/lib/services/account/target-ref'
import { SqlText } from './sql-text'

export interface GuardChoices {
  target: TargetRef
  isAsking: boolean
  onAgain: () => void
  onInstead: (intent: UserIntent) => void
}

/** What stops a step, the line that lifts it, and the other ways. */
export function GuardNote({ guard, choices }: { guard: Guard; choices: GuardChoices }) {
  const { title, text, line, as, instead, id } = guard
  return (
    <div role="note" className="mt-2 rounded-md border border-deny-line bg-deny-tint px-3 py-2.5">
      <p>
        <b className="font-semibold">{title}</b> {text}
        {line && (
          <>
            {' '}
            {line.includes('\n') ? 'These lines lift it' : 'One line lifts it'}
            {as ? (
              <>
                , run once as <code className="text-xs">{as}</code>
              </>
            ) : (
              ''
            )}
            :
          </>
        )}
      </p>
      {line && (
        <CodeBlock text={line} label="the line that lifts it" className="mt-2">
          <SqlText text={line} />
        </CodeBlock>
      )}
      <div className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1.5">
        <Button busy={choices.isAsking} disabled={choices.isAsking} onClick={choices.onAgain}>
          {choices.isAsking ? null : <RotateCw aria-hidden size={13} strokeWidth={1.5} />}
          Check again
        </Button>
        {id === 'iamNotLoaded' && (
          <ButtonLink href={routes.targetSettings(choices.target, { switch: 'on' })} prefetch={false}>
            Turn IAM authentication on
          </ButtonLink>
        )}
        {instead.map(({ label, intent }) => (
          <Button
            key={label}
            variant="ghost"
            className="text-fg! max-sm:whitespace-normal"
            onClick={() => choices.onInstead(intent)}
          >
            {label}
          </Button>
        ))}
      </div>
    </div>
  )
}
