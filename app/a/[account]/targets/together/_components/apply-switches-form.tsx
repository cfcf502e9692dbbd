'use client'

import { useRouter } from 'next/navigation'
import { ReasonInput } from '@/components/reason-input'
import { SubmitButton } from '@/components/submit-button'
import { Banner } from '@/components/ui/banner'
import { BottomBar } from '@/components/ui/bottom-bar'
import { Form } from '@/components/ui/form'
import { useAccount } from '@/components/use-account'
import { useServerAction } from '@/components/use-server-action'
import { type ActionState, failureTitle } from '@/lib/actions/action-state'
import { formatCount } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { SwitchLine } from '@/lib/services/targets/plan-switches'
import { keyOf } from '../../_components/listed-lines'
import { applySwitchesAction } from '../actions'

interface ApplySwitchesFormProps {
  lines: SwitchLine[]
  desired: 'on' | 'off'
  moment: 'now' | 'window'
  digest: string
  mayApply: boolean
}

/** An address may hold so many names; of more, the filter is asked again. */
const MOST_NAMED = 100

const refsOf = (lines: SwitchLine[]) =>
  lines.map(({ region, resourceId, digest }) => ({ region, resourceId, digest }))

/** One reason for all of them; the page of the change then tells how it goes. */
export function ApplySwitchesForm({ lines, desired, moment, digest, mayApply }: ApplySwitchesFormProps) {
  const router = useRouter()
  const account = useAccount()
  // A filter would drop what somebody else has just switched: those that were looked at stay, by name, and say so.
  const planAgain = () => {
    const only = lines.map(keyOf)
    if (only.length <= MOST_NAMED)
      router.replace(routes.switchTogether(account, { turn: desired, when: moment, only }), { scroll: false })
    router.refresh()
  }
  const send = async (previous: ActionState<{ id: string }>, form: FormData) => {
    const next = await applySwitchesAction(previous, form)
    if (next.status === 'done') router.push(routes.switchedTogether(account, next.value.id))
    if (next.status === 'failed' && next.code === 'conflict') planAgain()
    return next
  }
  const [state, action] = useServerAction(send)
  const error = state.status === 'failed' ? state.fields.reason : undefined
  const targets = refsOf(lines.filter(({ refusal }) => refusal === null))
  const leftOut = refsOf(lines.filter(({ refusal }) => refusal !== null))
  const label = `Turn ${desired} for ${formatCount(targets.length, 'target')}${moment === 'now' ? ', now' : ''}`
  return (
    <BottomBar className="shrink-0 print:hidden">
      <Form
        action={action}
        className="flex flex-wrap items-start gap-2 border-t border-line bg-surface px-5 py-3 max-md:px-4"
      >
        {state.status === 'failed' && !error ? (
          <Banner
            tone="error"
            role="alert"
            title={failureTitle(state, 'Nothing was sent.')}
            className="basis-full"
          >
            {state.message}
            {state.answer ? <code className="ml-1.5 text-xs break-words">{state.answer}</code> : null}
          </Banner>
        ) : null}
        <input type="hidden" name="targets" value={JSON.stringify(targets)} />
        <input type="hidden" name="leftOut" value={JSON.stringify(leftOut)} />
        <input type="hidden" name="desired" value={desired} />
        <input type="hidden" name="moment" value={moment} />
        <input type="hidden" name="digest" value={digest} />
        <ReasonInput error={error} />
        <SubmitButton
          variant={desired === 'off' ? 'danger' : 'primary'}
          busyLabel="Reading the account again"
          disabled={!mayApply || targets.length === 0}
        >
          {!mayApply
            ? 'This server does not switch targets'
            : targets.length === 0
              ? 'Nothing can be switched'
              : label}
        </SubmitButton>
      </Form>
    </BottomBar>
  )
}
