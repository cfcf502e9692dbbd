'use client'

import { Check, Minus, X } from 'lucide-react'
import { useState, useTransition } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { Spinner } from '@/components/ui/spinner'
import { answered } from '@/components/use-server-action'
import { IDLE } from '@/lib/actions/action-state'
import { MFA_CODE, MFA_CODE_WORDS } from '@/lib/connect/device-code'
import { routes } from '@/lib/routes'
import type { IssuedToken } from '@/lib/services/tokens/mint-token'
import type { ConnectionTest } from '@/lib/services/tokens/test-connection'
import { testConnectionAction } from '../actions'
import { MfaCodeField } from './mfa-code-field'
import { orderForm } from './token-order'

type Step = ConnectionTest['steps'][number]

/** Of the causes, as many as one reads. */
const LIKELIEST = 4

const words: Record<Step['id'], string> = { dns: 'DNS', tcp: 'TCP', tls: 'TLS', iam: 'IAM', role: 'Role' }
const marks = {
  pass: { Icon: Check, colour: 'text-ok', word: 'Passed' },
  fail: { Icon: X, colour: 'text-deny', word: 'Failed' },
  skipped: { Icon: Minus, colour: 'text-subtle', word: 'Not reached' },
} as const

/** Logs in from the server with a token of its own: the login is the proof that a token is not. */
export function ConnectionPanel({
  issued,
  signAs,
  device,
}: {
  issued: IssuedToken
  signAs: string
  /** Set where the token was signed with MFA: its own token needs the next code of that device. */
  device: string | null
}) {
  const [test, setTest] = useState<ConnectionTest | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const [code, setCode] = useState('')
  const [codeError, setCodeError] = useState<string | undefined>()
  const run = () => {
    if (device && !MFA_CODE.test(code)) return setCodeError(MFA_CODE_WORDS)
    start(async () => {
      const { target, databaseUser, endpoint } = issued
      const { accountId, region, resourceId } = target
      const mfa = device ? { serialNumber: device, tokenCode: code } : {}
      const form = orderForm({
        accountId,
        region,
        resourceId,
        databaseUser,
        signAs,
        endpoint: endpoint.id,
        ...mfa,
      })
      const state = await answered(testConnectionAction(IDLE, form))
      setTest(state.status === 'done' ? state.value : null)
      setFailure(state.status === 'failed' ? state.message : null)
      setCode('')
      setCodeError(undefined)
    })
  }
  return (
    <section className="border-b border-line px-5 py-4 max-md:mx-4 max-md:rounded-lg max-md:border max-md:bg-surface max-md:px-4">
      <header className="flex items-center gap-2">
        <h2 aria-live="polite" className="font-semibold whitespace-nowrap">
          {titleOf(test)}
        </h2>
        <span className="min-w-0 flex-1 truncate text-xs text-muted">
          {test?.ok ? `closed after ${(test.totalMs / 1000).toFixed(1)} s` : null}
        </span>
        <Button busy={pending} disabled={pending} onClick={run}>
          {pending ? 'Testing' : test ? 'Test again' : 'Test'}
        </Button>
      </header>
      {device ? (
        <MfaCodeField
          id="test-code"
          code={code}
          error={codeError}
          hint="The test signs a token of its own: the next code, not the one that was used."
          onCode={setCode}
        />
      ) : null}
      {failure ? <p className="mt-2 text-xs text-deny">{failure}</p> : null}
      {test ? (
        <TestResult test={test} doctor={doctorOf(issued, signAs)} />
      ) : failure ? null : (
        <p className="mt-1.5 text-xs text-muted">
          {pending ? <Spinner size={12} /> : null} Signs in once as {issued.databaseUser} and closes again,
          with a token of its own.
        </p>
      )}
    </section>
  )
}

function titleOf(test: ConnectionTest | null): string {
  if (!test) return 'Connection test'
  if (test.ok) return 'Connection works'
  const failed = test.steps.find(step => step.outcome === 'fail')
  return failed ? `Stopped at ${words[failed.id]}` : 'Not tested to the end'
}

const doctorOf = ({ target, databaseUser }: IssuedToken, signAs: string) =>
  routes.doctor(target.accountId, {
    region: target.region,
    resourceId: target.resourceId,
    user: databaseUser,
    as: signAs,
  })

function TestResult({ test, doctor }: { test: ConnectionTest; doctor: ReturnType<typeof doctorOf> }) {
  return (
    <>
      <ul className="mt-2 grid gap-1.5">
        {test.steps.map(step => (
          <StepLine key={step.id} step={step} />
        ))}
      </ul>
      {test.diagnosis ? (
        <div className="mt-3 rounded-md border border-deny-line bg-deny-tint px-3 py-2">
          <p className="font-semibold">{test.diagnosis.title}</p>
          <ul className="mt-1.5 grid list-disc gap-1 pl-4 text-xs text-muted">
            {test.diagnosis.causes.slice(0, LIKELIEST).map(({ id, title, advice }) => (
              <li key={id}>
                <span className="text-fg">{title}.</span> {advice}
              </li>
            ))}
          </ul>
          <ButtonLink href={doctor} size="sm" className="mt-2">
            Ask the doctor
          </ButtonLink>
        </div>
      ) : null}
      <p className="mt-2.5 text-xs text-subtle">
        Tested from the Gatehouse server{test.from ? ` (${test.from})` : ''}, not from your laptop.
      </p>
    </>
  )
}

function StepLine({ step }: { step: Step }) {
  const { Icon, colour, word } = marks[step.outcome]
  return (
    <li className="flex items-start gap-2.5">
      <Icon
        role="img"
        aria-label={word}
        size={15}
        strokeWidth={1.75}
        className={`mt-0.5 shrink-0 ${colour}`}
      />
      <span className="w-10 shrink-0 font-medium">{words[step.id]}</span>
      <span className="min-w-0 flex-1 text-xs leading-5 break-words text-muted">{step.text}</span>
      <span className="shrink-0 text-xs leading-5 text-subtle">
        {step.outcome === 'skipped' ? null : `${step.durationMs} ms`}
      </span>
    </li>
  )
}
