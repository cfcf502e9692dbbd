'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import { announce } from '@/components/ui/announce'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Form } from '@/components/ui/form'
import { useServerAction } from '@/components/use-server-action'
import type { UserIntent } from '@/lib/provision/user-intent'
import type { UserPlan } from '@/lib/provision/user-plan'
import type { UserForm } from '@/lib/services/databases/get-user-form'
import { applyUserChangeAction } from '../actions'
import { ChangeBody } from './change-body'
import { ChangeFooter } from './change-footer'
import { ChangeReceipt } from './change-receipt'
import { changeTitle, doneWords } from './change-words'
import { startIntent, userNamed } from './start-intent'
import { useUserPlan } from './use-user-plan'

interface UserChangeProps {
  form: UserForm
  kind: UserIntent['kind']
  user: string
  formId: string
  closes: RefObject<HTMLButtonElement | null>
  goOn: string | null
  onClose: () => void
  onDone?: () => void
}

/** From the wish to the receipt. What was chosen and typed is held here, so that no error costs it. */
export function UserChange({ form, kind, user, formId, closes, goOn, onClose, onDone }: UserChangeProps) {
  const { target } = form
  const [intent, setIntent] = useState<UserIntent>(() => startIntent(kind, userNamed(user, form.anyHost)))
  const [reason, setReason] = useState('')
  const [decided, setDecided] = useState<UserPlan | null>(null)
  const [state, send, isRunning] = useServerAction(applyUserChangeAction)
  const planned = useUserPlan(target, intent)
  const { again } = planned
  const failed = state.status === 'failed' ? state : null
  const receipt = state.status === 'done' ? state.value : null
  const seen = useRef(state)
  useEffect(() => {
    if (seen.current === state) return
    seen.current = state
    // Whatever stopped it, the next decision is made by what is so now.
    if (state.status === 'failed') again()
    if (state.status !== 'done') return
    announce(doneWords(intent))
    onDone?.()
  }, [state, again, onDone, intent])
  const { engineLabel, name } = target
  return (
    <Dialog open onOpenChange={open => !open && !isRunning && onClose()}>
      <DialogContent
        width="wide"
        title={changeTitle(intent, name)}
        description={
          <>
            {engineLabel}
            {intent.kind === 'create' && ', signs in with an IAM token and TLS only. It gets no password.'}
          </>
        }
        initialFocus={() => document.getElementById('new-user-name') ?? closes.current}
        footer={
          receipt ? undefined : (
            <ChangeFooter
              form={form}
              formId={formId}
              planned={planned}
              reason={reason}
              onReason={setReason}
              failed={failed}
              isRunning={isRunning}
              closes={closes}
              onClose={onClose}
            />
          )
        }
      >
        {receipt ? (
          <ChangeReceipt
            receipt={receipt}
            intent={decided?.intent ?? intent}
            form={form}
            goOn={goOn}
            onClose={onClose}
          />
        ) : (
          <Form
            id={formId}
            className="h-full"
            action={send}
            onSubmit={event => {
              // A dialog may stand in a form of its page, which React would tell of this too.
              event.stopPropagation()
              setDecided(planned.preview?.plan ?? null)
            }}
          >
            <input
              type="hidden"
              name="target"
              value={JSON.stringify({
                accountId: target.accountId,
                region: target.region,
                resourceId: target.resourceId,
              })}
            />
            <input type="hidden" name="intent" value={JSON.stringify(intent)} />
            <input type="hidden" name="digest" value={planned.preview?.plan.digest ?? ''} />
            <input type="hidden" name="reason" value={reason} />
            <ChangeBody
              form={form}
              intent={intent}
              planned={planned}
              failed={failed}
              decided={decided}
              isRunning={isRunning}
              onIntent={setIntent}
            />
          </Form>
        )}
      </DialogContent>
    </Dialog>
  )
}
