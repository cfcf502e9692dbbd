'use client'

import { ChevronLeft } from 'lucide-react'
import type { RefObject } from 'react'
import { EndpointChoice } from '@/components/endpoint-choice'
import { Moment } from '@/components/moment'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { Tag } from '@/components/ui/tag'
import { useAccount } from '@/components/use-account'
import type { ConnectionOption } from '@/lib/connect/connection-options'
import type { Connections } from '@/lib/services/tokens/list-connections'
import type { TokenPlan } from '@/lib/services/tokens/plan-token'
import { FailureBanner } from './failure-banner'
import { IssueButton } from './issue-button'
import { MakeUser } from './make-user'
import { ReasonField } from './reason-field'
import { TokenChecks } from './token-checks'
import { isHopeless } from './token-options'
import type { TokenFailure } from './use-issue-token'
import { useTokenPlan } from './use-token-plan'

interface PickPanelProps {
  option: ConnectionOption | null
  /** Which of its endpoints, by id. */
  endpoint: string
  connections: Connections
  className: string
  reason: string
  reasonField: RefObject<HTMLInputElement | null>
  mayMint: boolean
  pending: boolean
  failure: TokenFailure | null
  onReason: (reason: string) => void
  onEndpoint: (id: string) => void
  onIssue: () => void
  onBack: () => void
  onSigner: (arn: string) => void
}

export function PickPanel(props: PickPanelProps) {
  const { option, connections } = props
  const account = useAccount()
  const { reading, again } = useTokenPlan(option, connections.signAs)
  const plan = reading?.ok ? reading.value : null
  if (!option) return null
  return (
    <aside
      aria-label="You will connect to"
      className={classNames(
        'flex w-106 shrink-0 flex-col md:sticky md:top-12 md:h-[calc(100dvh-3rem)] border-l border-line bg-surface max-lg:w-86 max-md:w-full max-md:flex-1 max-md:border-l-0',
        props.className,
      )}
    >
      <form
        className="flex min-h-0 flex-1 flex-col"
        onSubmit={event => {
          event.preventDefault()
          if (!isHopeless(plan?.verdict ?? option.verdict)) props.onIssue()
        }}
      >
        <div className="min-h-0 flex-1 overflow-y-auto">
          <Destination option={option} plan={plan} onBack={props.onBack} />
          <section className="border-t border-line px-6 py-4 max-md:px-4">
            <h2 className="pb-2 text-xs text-muted">Checks before issuing</h2>
            {reading && !reading.ok ? (
              <p className="text-xs text-deny">{reading.message}</p>
            ) : (
              <TokenChecks plan={plan} />
            )}
            <MakeUser
              key={`${option.resourceId} ${option.databaseUser}`}
              option={option}
              toMake={plan?.toMake ?? null}
              account={account}
              onDone={again}
            />
            {plan?.kept ? <KeptTarget kept={plan.kept} /> : null}
          </section>
          <div className="grid gap-4 border-t border-line px-6 py-4 max-md:px-4">
            <ReasonField
              value={props.reason}
              field={props.reasonField}
              required={plan?.reasonRequired ?? false}
              error={props.failure?.fields.reason}
              onChange={props.onReason}
            />
            {plan?.endpoints.length ? (
              <EndpointChoice
                endpoints={plan.endpoints}
                chosenId={props.endpoint}
                onChoose={props.onEndpoint}
              />
            ) : null}
            <SignAs connections={connections} onSigner={props.onSigner} />
            {props.failure && !props.failure.fields.reason ? <FailureBanner failure={props.failure} /> : null}
          </div>
        </div>
        <IssueButton
          option={option}
          plan={plan}
          mayMint={props.mayMint}
          pending={props.pending}
          onIssue={props.onIssue}
        />
      </form>
    </aside>
  )
}

function KeptTarget({ kept }: { kept: NonNullable<TokenPlan['kept']> }) {
  return (
    <p className="mt-2.5 text-xs text-muted">
      The target is shown as of <Moment iso={kept.at} now={new Date().toISOString()} />. RDS is asked for it
      again before the token is signed.
    </p>
  )
}

function Destination({
  option,
  plan,
  onBack,
}: {
  option: ConnectionOption
  plan: TokenPlan | null
  onBack: () => void
}) {
  return (
    <div className="px-6 py-5 max-md:px-4 max-md:pt-3">
      <Button variant="ghost" onClick={onBack} className="mb-1 -ml-3 md:hidden">
        <ChevronLeft aria-hidden size={16} strokeWidth={1.5} />
        Another connection
      </Button>
      <p className="text-xs text-muted max-md:hidden">You will connect to</p>
      <p className="mt-0.5 truncate text-xl font-semibold tracking-[-0.02em]">{option.target}</p>
      <p className="mt-0.5">
        as <code className="font-medium">{option.databaseUser}</code>
        {plan?.canDo ? <span>, {plan.canDo}</span> : null}
      </p>
      <p className="mt-2.5 flex h-5 items-center gap-2 text-xs text-muted">
        {plan ? (
          <>
            {plan.environment ? <Tag>{plan.environment}</Tag> : null}
            {plan.target.engineLabel}, {plan.target.region}
          </>
        ) : (
          <Skeleton className="h-2 w-40" />
        )}
      </p>
    </div>
  )
}

function SignAs({ connections, onSigner }: { connections: Connections; onSigner: (arn: string) => void }) {
  if (connections.signers.length < 2 && connections.signAs === 'caller') return null
  return (
    <div className="grid gap-1">
      <label htmlFor="sign-as" className="font-medium">
        Signed by
      </label>
      <Select
        id="sign-as"
        value={connections.signAs}
        onChange={event => onSigner(event.target.value)}
        className="w-full"
      >
        {connections.signers.map(signer => (
          <option key={signer.arn} value={signer.arn}>
            {signer.label}
            {signer.kind === 'caller' ? ', this server' : ''}
          </option>
        ))}
        {connections.signers.some(signer => signer.arn === connections.signAs) ? null : (
          <option value={connections.signAs}>{connections.signAs.split(':').at(-1)}</option>
        )}
      </Select>
      <p className="text-xs text-subtle">A role’s session is narrowed to this one database user.</p>
    </div>
  )
}
