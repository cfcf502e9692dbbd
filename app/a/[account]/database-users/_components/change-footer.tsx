import type { Ref } from 'react'
import { Button, buttonClass } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Input } from '@/components/ui/input'
import type { ActionState } from '@/lib/actions/action-state'
import { MOST_REASON } from '@/lib/most-reason'
import { routes } from '@/lib/routes'
import type { UserForm } from '@/lib/services/databases/get-user-form'
import { buttonWords, hindrance } from './change-words'
import { ClientLine } from './client-line'
import type { useUserPlan } from './use-user-plan'

interface ChangeFooterProps {
  form: UserForm
  formId: string
  planned: ReturnType<typeof useUserPlan>
  reason: string
  onReason: (reason: string) => void
  failed: Extract<ActionState<unknown>, { status: 'failed' }> | null
  isRunning: boolean
  closes: Ref<HTMLButtonElement>
  onClose: () => void
}

/** Why, the statements to take away, and a button that says what comes of it or what is in its way. */
export function ChangeFooter(props: ChangeFooterProps) {
  const { form, formId, planned, reason, onReason, failed, isRunning, closes, onClose } = props
  const { preview, isCurrent, failure } = planned
  const { target, production } = form
  const plan = preview?.plan ?? null
  const byHand = preview !== null && preview.notHere !== null
  const reasonError = failed?.fields.reason
  const missing = production !== null && reason.trim() === '' ? 'Say why: it is production' : null
  const stopped = plan && (hindrance(plan) ?? missing)
  const { accountId, region, resourceId } = target
  return (
    <>
      {byHand && plan && <ClientLine line={plan.clientLine} />}
      {!byHand && (
        <span className="mr-auto flex items-center gap-2 text-xs text-muted max-md:w-full">
          <label htmlFor="user-change-reason">Reason</label>
          <Input
            id="user-change-reason"
            size="lg"
            className="w-56 max-md:w-full"
            placeholder={production === null ? 'Ticket or why, if you like' : 'Ticket or why'}
            value={reason}
            maxLength={MOST_REASON}
            aria-required={production !== null}
            aria-invalid={reasonError ? true : undefined}
            title={production === null ? undefined : `${target.name} ${production}`}
            onChange={event => onReason(event.target.value)}
            readOnly={isRunning}
          />
        </span>
      )}
      {plan && !failure && plan.steps.length > 0 && (
        <>
          <a
            download
            href={routes.userScript(accountId, { region, resourceId, intent: JSON.stringify(plan.intent) })}
            className={buttonClass({ size: 'lg' })}
          >
            Download
          </a>
          <CopyButton
            text={plan.script}
            label="Copy SQL"
            size="lg"
            variant={byHand ? 'primary' : 'secondary'}
          >
            Copy SQL
          </CopyButton>
        </>
      )}
      <button
        ref={closes}
        type="button"
        disabled={isRunning}
        onClick={onClose}
        className={buttonClass({ size: 'lg' })}
      >
        {byHand ? 'Close' : 'Cancel'}
      </button>
      {!byHand && (
        <Button
          type="submit"
          form={formId}
          variant={plan?.intent.kind === 'remove' ? 'danger' : 'primary'}
          size="lg"
          busy={isRunning}
          disabled={!plan || !isCurrent || isRunning || stopped !== null}
          className="max-md:w-full max-md:whitespace-normal"
        >
          {isRunning ? 'Running' : (stopped ?? (plan ? buttonWords(plan) : 'No plan yet'))}
        </Button>
      )}
    </>
  )
}
