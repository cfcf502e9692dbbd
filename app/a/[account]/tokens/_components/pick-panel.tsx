'use client'

import { ChevronLeft } from 'lucide-react'
import type { RefObject } from 'react'
import { EndpointChoice } from '@/components/endpoint-choice'
import { Moment } from '@/components/moment'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Form } from '@/components/ui/form'
import { Skeleton } from '@/components/ui/skeleton'
import { Tag } from '@/components/ui/tag'
import { useAccount } from '@/components/use-account'
import type { ConnectionOption } from '@/lib/connect/connection-options'
import type { Connections } from '@/lib/services/tokens/list-connections'
import type { TokenPlan } from '@/lib/services/tokens/plan-token'
import { FailureBanner } from './failure-banner'
import { IssueButton } from './issue-button'
import { MakeUser } from './make-user'
import { MfaPanel } from './mfa-panel'
import { ReasonField } from './reason-field'
import { SignAs } from './sign-as'
import { TokenChecks } from './token-checks'
import { isHopeless } from './token-options'
import type { MfaGiven } from './token-order'
import type { TokenFailure } from './use-issue-token'
import { useMfaCode } from './use-mfa-code'
import { useTokenPlan } from './use-token-plan'

interface PickPanelProps {
  option: ConnectionOption | null
  /** Which of its endpoints, by id. */
  endpoint: string
  connections: Connections
  className: string
  reason: string
  reasonField: RefObject<HTMLInputElement | null>
  codeField: RefObject<HTMLInputElement | null>
  mayMint: boolean
  pending: boolean
  failure: TokenFailure | null
  onReason: (reason: string) => void
  onEndpoint: (id: string) => void
  onIssue: (mfa?: MfaGiven) => void
  onBack: () => void
  onSigner: (arn: string) => void
}

export function PickPanel(props: PickPanelProps) {
  const { option, connections } = props
  const account = useAccount()
  const { reading, again } = useTokenPlan(option, connections.signAs)
  const plan = reading?.ok ? reading.value : null
  const ways = plan?.mfa ?? null
  const mfa = useMfaCode(ways, props.codeField, props.failure)
  if (!option) return null
  const submit = () => {
    if (ways?.takesCode) {
      const given = mfa.given()
      if (given) props.onIssue(given)
    } else if (!isHopeless(plan?.verdict ?? option.verdict)) props.onIssue()
  }
  return (
    <aside
      aria-label="You will connect to"
      className={classNames(
        'flex w-106 shrink-0 flex-col md:sticky md:top-12 md:h-[calc(100dvh-3rem)] border-l border-line bg-surface max-lg:w-86 max-md:w-full max-md:flex-1 max-md:border-l-0',
        props.className,
      )}
    >
      <Form
        className="flex min-h-0 flex-1 flex-col"
        onSubmit={event => {
          event.preventDefault()
          submit()
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
          {ways ? <MfaPanel ways={ways} mfa={mfa} /> : null}
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
            {props.failure && !fieldOf(props.failure) ? <FailureBanner failure={props.failure} /> : null}
          </div>
        </div>
        <IssueButton
          option={option}
          plan={plan}
          mayMint={props.mayMint}
          pending={props.pending}
          onIssue={() => props.onIssue()}
          onSigner={props.onSigner}
        />
      </Form>
    </aside>
  )
}

/** Said beside its own field. */
const fieldOf = ({ fields }: TokenFailure) => fields.reason ?? fields.tokenCode ?? fields.serialNumber

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
