'use client'
import { type Ref, useState } from 'react'
import { SubmitButton } from '@/components/submit-button'
import { BottomBar } from '@/components/ui/bottom-bar'
import { buttonClass } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { cancelsWaiting } from '@/lib/access/switch/cancels-waiting'
import type { SwitchPlan } from '@/lib/access/switch/iam-auth'
import type { SwitchMoment } from '@/lib/access/switch/together'
import { MOST_REASON } from '@/lib/most-reason'
import { submitWords } from './switch-words'

interface SwitchFooterProps {
  plan: SwitchPlan
  when: SwitchMoment | null
  /** In words to follow its name; null: not production. */
  production: string | null
  mayModify: boolean
  reasonError: string | undefined
  cancelRef: Ref<HTMLButtonElement>
  onCancel: () => void
}

/** Why the button cannot be pressed is its label; null when it can. */
function hindrance({ plan, when, mayModify }: SwitchFooterProps, untyped: boolean): string | null {
  if (!mayModify) return 'Changes are off on this server'
  const block = plan.checks.find(check => check.outcome === 'block')
  if (block) return block.title
  if (when === null) return 'Choose when'
  return untyped ? `Type ${plan.name} to turn off` : null
}

/** Reason, a way back, and a button that says what it does. */
export function SwitchFooter(props: SwitchFooterProps) {
  const { plan, when } = props
  const [typed, setTyped] = useState('')
  // Held here: a form is emptied after its action, and a conflict must not cost the words.
  const [reason, setReason] = useState('')
  const confirm = plan.desired === 'off' && props.production !== null && !cancelsWaiting(plan)
  const refused = hindrance(props, confirm && typed !== plan.name)
  return (
    <BottomBar className="border-t border-line bg-raised px-5 py-3">
      {confirm && (
        <Field
          className="mb-3"
          label={`Tokens stop working, and ${plan.name} ${props.production}. Type ${plan.name} to confirm.`}
          htmlFor="switch-confirm"
        >
          <Input
            id="switch-confirm"
            name="confirm"
            mono
            value={typed}
            onChange={event => setTyped(event.target.value)}
          />
        </Field>
      )}
      <div className="flex flex-wrap items-end gap-2">
        <FormField
          fieldClassName="min-w-52 flex-1 max-sm:basis-full"
          label="Reason"
          id="switch-reason"
          name="reason"
          error={props.reasonError}
          size="lg"
          value={reason}
          onChange={event => setReason(event.target.value)}
          aria-required
          maxLength={MOST_REASON}
          placeholder="Ticket or a few words"
        />
        <button
          ref={props.cancelRef}
          type="button"
          onClick={props.onCancel}
          className={buttonClass({ size: 'lg' }, 'max-sm:flex-1')}
        >
          Cancel
        </button>
        <SubmitButton
          variant={plan.desired === 'off' && !cancelsWaiting(plan) ? 'danger' : 'primary'}
          disabled={refused !== null}
          busyLabel="Asking RDS"
          className="max-sm:flex-1"
        >
          {refused ?? submitWords(plan, when ?? 'window')}
        </SubmitButton>
      </div>
    </BottomBar>
  )
}
