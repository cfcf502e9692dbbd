'use client'

import { Check, Copy } from 'lucide-react'
import type { RefObject } from 'react'
import { CountdownRing } from '@/components/countdown-ring'
import { Moment } from '@/components/moment'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import type { Recipe } from '@/lib/connect/recipe'
import { MAIN_ENDPOINT } from '@/lib/connect/target-endpoints'
import type { IssuedToken } from '@/lib/services/tokens/mint-token'

interface Actions {
  recipe: Recipe | undefined
  copied: boolean
  pending: boolean
  onCopy: (recipe: Recipe | undefined) => void
  onRenew: () => void
  onForget: () => void
}

export function IssuedHead({
  issued,
  heading,
  onExpire,
  actions,
}: {
  issued: IssuedToken
  heading: RefObject<HTMLHeadingElement | null>
  onExpire: () => void
  actions: Actions
}) {
  return (
    <div className="flex items-center gap-6 max-md:flex-col max-md:gap-3 max-md:text-center">
      <div data-print="hide">
        <CountdownRing
          expiresAt={issued.expiresAt}
          lifeSeconds={900}
          fullLifeEndsAt={issued.sessionEndsAt ? issued.fullLifeEndsAt : null}
          caption="of 15:00"
          onExpire={onExpire}
        />
      </div>
      <div className="min-w-0">
        <p className="flex items-center gap-2 text-muted max-md:hidden">
          <Check aria-hidden size={15} strokeWidth={1.75} className="text-ok" />
          Token issued
        </p>
        <h2
          ref={heading}
          tabIndex={-1}
          className="mt-1 text-xl font-semibold tracking-[-0.02em] outline-none"
        >
          <code className="font-semibold">{issued.databaseUser}</code> on {issued.target.name}
        </h2>
        {issued.endpoint.id === MAIN_ENDPOINT ? null : (
          <p className="mt-1 text-muted">
            <span className="font-semibold text-fg">{issued.endpoint.label} endpoint alone</span>:{' '}
            {issued.endpoint.role}.
          </p>
        )}
        <p className="mt-1 text-muted">
          <span className="font-semibold text-fg">
            Opens connections until <Moment iso={issued.expiresAt} now={issued.expiresAt} />.
          </span>{' '}
          A connection made before then stays open.
        </p>
        <IssuedActions {...actions} />
      </div>
    </div>
  )
}

/** On a phone copying has a line of its own, and the other two the next: all before the first scroll. */
function IssuedActions({ recipe, copied, pending, onCopy, onRenew, onForget }: Actions) {
  return (
    <div className="mt-3 flex items-center gap-2 max-md:grid max-md:w-[calc(100vw-2rem)] max-md:grid-cols-2">
      <Button variant="primary" size="lg" onClick={() => onCopy(recipe)} className="max-md:col-span-2">
        {copied ? (
          <Check aria-hidden size={14} strokeWidth={1.5} />
        ) : (
          <Copy aria-hidden size={14} strokeWidth={1.5} />
        )}
        {copied ? 'Copied' : copyWords(recipe)}
        <Kbd onSolid>↵</Kbd>
      </Button>
      <Button size="lg" busy={pending} onClick={onRenew}>
        New token <Kbd>R</Kbd>
      </Button>
      <Button size="lg" onClick={onForget} className="md:border-transparent md:bg-transparent md:shadow-none">
        Forget it <Kbd>X</Kbd>
      </Button>
    </div>
  )
}

function copyWords(recipe: Recipe | undefined): string {
  if (!recipe || recipe.id === 'token') return 'Copy the token'
  return `Copy ${recipe.label} command`
}
