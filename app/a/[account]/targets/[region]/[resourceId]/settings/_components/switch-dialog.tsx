'use client'
import { ChevronRight } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { KeptPolicies } from '@/components/kept-policies'
import { ShellCode } from '@/components/shell-code'
import { toast } from '@/components/ui/announce'
import { Banner } from '@/components/ui/banner'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Form } from '@/components/ui/form'
import { useServerAction } from '@/components/use-server-action'
import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import { cancelsWaiting, needsCodeConsent } from '@/lib/access/switch/cancels-waiting'
import { firstWhen } from '@/lib/access/switch/first-when'
import type { SwitchMoment } from '@/lib/access/switch/together'
import { routes } from '@/lib/routes'
import type { SwitchPreview } from '@/lib/services/targets/plan-iam-auth'
import { setIamAuthAction } from '../../actions'
import { SwitchChecks } from './switch-checks'
import { SwitchCode } from './switch-code'
import { SwitchEffect } from './switch-effect'
import { SwitchFooter } from './switch-footer'
import { SwitchWhen } from './switch-when'
import { dialogTitle } from './switch-words'

interface SwitchDialogProps {
  plan: SwitchPreview
  accountId: string
  /** `production`: why its name is asked for; null: it is not. */
  facts: { engineLabel: string; family: EngineFamilyId; production: string | null }
  mayModify: boolean
  /** ISO, the server's. */
  now: string
}

/** What throwing the switch does, before it is thrown. Bound to what is shown: a changed target ends as a conflict. */
export function SwitchDialog({ plan, accountId, facts, mayModify, now }: SwitchDialogProps) {
  const router = useRouter()
  const cancel = useRef<HTMLButtonElement>(null)
  const [state, send] = useServerAction(setIamAuthAction)
  const [when, setWhen] = useState<SwitchMoment | null>(() => firstWhen(plan, facts.production !== null))
  const { region, resourceId } = plan
  const settings = routes.targetSettings({ accountId, region, resourceId })
  const close = () => router.push(settings, { scroll: false })
  const failed = state.status === 'failed' ? state : null
  const fields = failed?.fields ?? {}

  useEffect(() => {
    if (state.status === 'failed' && state.code === 'conflict') router.refresh()
    if (state.status !== 'done') return
    toast('RDS accepted the change')
    // At once, since the router waits for the page: loaded again meanwhile, the old address would plan what is done.
    window.history.replaceState(null, '', settings)
    router.replace(settings, { scroll: false })
  }, [state, router, settings])

  // The plan that comes with the answer is of the changed state: nobody asked for it.
  if (state.status === 'done') return null
  return (
    <Dialog open onOpenChange={open => !open && close()}>
      <DialogContent
        width="lg"
        initialFocus={cancel}
        title={dialogTitle(plan)}
        description={
          <>
            {facts.engineLabel}, {plan.region} <code className="ml-1">{plan.resourceId}</code>
          </>
        }
      >
        <Form action={send}>
          <input type="hidden" name="accountId" value={accountId} />
          <input type="hidden" name="region" value={region} />
          <input type="hidden" name="resourceId" value={resourceId} />
          <input type="hidden" name="desired" value={plan.desired} />
          <input type="hidden" name="digest" value={plan.digest} />
          {failed && (
            <Banner
              tone={failed.code === 'conflict' ? 'warning' : 'error'}
              role="alert"
              className="mx-5 mt-4"
            >
              {failed.message} {failed.answer && <code className="text-xs">{failed.answer}</code>}
            </Banner>
          )}
          <KeptPolicies
            iam={plan.iam}
            now={now}
            waits="The switch waits until they can be read."
            className="mx-5 mt-4"
          />
          {plan.code && needsCodeConsent(plan) && (
            <SwitchCode code={plan.code} name={plan.name} error={fields.acceptCode} />
          )}
          <SwitchEffect plan={plan} family={facts.family} />
          <SwitchChecks checks={plan.checks} />
          {cancelsWaiting(plan) ? (
            // Asking for the present value takes the waiting one back at once, and applies nothing else.
            <input type="hidden" name="when" value="window" />
          ) : (
            <SwitchWhen
              plan={plan}
              when={when}
              onWhen={setWhen}
              now={now}
              restartError={fields.acceptRestart}
            />
          )}
          <details className="group border-t border-line bg-canvas px-5 py-2.5">
            <summary className="flex items-center gap-2 text-xs text-muted">
              <ChevronRight size={14} strokeWidth={1.5} aria-hidden className="group-open:rotate-90" />
              Same change with the AWS CLI
            </summary>
            <ShellCode className="mt-2" label="AWS CLI command" text={plan.cli[when ?? 'window']} />
          </details>
          <SwitchFooter
            plan={plan}
            when={when}
            production={facts.production}
            mayModify={mayModify}
            reasonError={fields.reason}
            cancelRef={cancel}
            onCancel={close}
          />
        </Form>
      </DialogContent>
    </Dialog>
  )
}
