'use client'

import Link from 'next/link'
import { BottomBar } from '@/components/ui/bottom-bar'
import { Button, ButtonLink } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { useAccount } from '@/components/use-account'
import { useStarted } from '@/components/use-started'
import type { ConnectionOption } from '@/lib/connect/connection-options'
import { routes } from '@/lib/routes'
import type { TokenPlan } from '@/lib/services/tokens/plan-token'
import { signerWords } from './signer-words'
import { isHopeless } from './token-options'

interface IssueButtonProps {
  option: ConnectionOption
  plan: TokenPlan | null
  mayMint: boolean
  pending: boolean
  onIssue: () => void
  onSigner: (arn: string) => void
}

const wide = 'h-9.5! w-full text-md! max-md:h-12!'

/** Where the login is expected to be refused, the way on is what to do about it: a token is made only on purpose. */
export function IssueButton({ option, plan, mayMint, pending, onIssue, onSigner }: IssueButtonProps) {
  const account = useAccount()
  const started = useStarted()
  const minutes = plan ? Math.max(1, Math.floor(plan.lifeSeconds / 60)) : 15
  const blocked = !mayMint ? 'This server does not issue tokens' : (plan?.blocked ?? null)
  const label = `Issue ${minutes}-minute token`
  const withCode = plan?.mfa?.takesCode ?? false
  const hopeless = blocked === null && !withCode && isHopeless(plan?.verdict ?? option.verdict)
  return (
    <BottomBar className="border-t border-line bg-surface px-6 py-4 max-md:px-4 max-md:py-3">
      {hopeless ? (
        <div className="grid gap-2">
          <WayOn option={option} plan={plan} onSigner={onSigner} />
          <Button variant="ghost" size="lg" busy={pending} disabled={pending} onClick={onIssue}>
            {pending ? 'Issuing' : `${label} all the same`}
          </Button>
        </div>
      ) : (
        <Button
          type="submit"
          variant="primary"
          size="lg"
          busy={pending}
          disabled={!started || pending || blocked !== null}
          className={wide}
        >
          {blocked ?? (pending ? 'Issuing' : label)}
          {blocked || pending ? null : <Kbd onSolid>↵</Kbd>}
        </Button>
      )}
      <p className="mt-2 text-center text-xs text-muted max-md:hidden">
        One that was refused?{' '}
        <Link href={routes.inspectToken(account)} className="text-accent underline">
          Inspect a token
        </Link>
      </p>
    </BottomBar>
  )
}

/** Somebody else who opens it is named; where nobody does, no button promises one. */
function WayOn({ option, plan, onSigner }: Pick<IssueButtonProps, 'option' | 'plan' | 'onSigner'>) {
  const accountId = useAccount()
  const { region, resourceId, databaseUser } = option
  const who = plan?.signerArn ?? null
  const why = routes.target({ accountId, region, resourceId }, { who, as: databaseUser, all: '1' })
  const other = plan?.otherSigner ?? null
  return (
    <>
      <p className="text-xs text-muted">
        {option.target} is expected to refuse this login.
        {!plan || other ? null : ' Nobody else that this server may sign as opens it.'}
      </p>
      <div className="grid grid-flow-col auto-cols-fr gap-2 max-md:grid-flow-row">
        <ButtonLink size="lg" href={why}>
          Why
        </ButtonLink>
        {other ? (
          <ButtonLink
            size="lg"
            href={routes.tokens(accountId, { region, resourceId, user: databaseUser, as: other.arn })}
            onNavigate={event => {
              event.preventDefault()
              onSigner(other.arn)
            }}
          >
            <span className="truncate">Sign as {signerWords(other)}</span>
          </ButtonLink>
        ) : null}
      </div>
    </>
  )
}
