'use client'
import { ChevronDown } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { IAM_AUTH_WORDS, IamAuthLabel } from '@/components/iam-auth-mark'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { ToggleField, type ToggleState } from '@/components/ui/toggle'
import { headingTo, waitingFor } from '@/lib/access/model/iam-auth-state'
import type { IamAuth } from '@/lib/access/model/target'
import { routes } from '@/lib/routes'
import type { TargetRef } from '@/lib/services/account/target-ref'
import { WaitingSwitch } from './waiting-switch'

interface IamAuthSwitchProps {
  target: TargetRef & { name: string }
  iamAuth: IamAuth
}

const TOGGLES: Partial<Record<IamAuth['state'], ToggleState>> = {
  on: 'on',
  scheduledOff: 'on',
  pendingOff: 'on',
  off: 'off',
  scheduledOn: 'off',
  pendingOn: 'off',
  turningOn: 'pending',
  turningOff: 'pending',
}

const OWN_WORDS: Partial<Record<IamAuth['state'], string>> = {
  viaProxy: 'Required by the proxy',
  proxyOff: 'Not required',
}

const BOX =
  'flex min-h-8 items-center rounded-md border border-line bg-surface max-md:border-0 max-md:bg-transparent max-md:px-0'

/** The switch opens its plan, its progress, or what can be done about one that waits; it changes nothing by itself. */
export function IamAuthSwitch({ target, iamAuth }: IamAuthSwitchProps) {
  const router = useRouter()
  const label = useId()
  const [open, setOpen] = useState(false)
  const { state } = iamAuth
  const toggle = TOGGLES[state]
  const waits = waitingFor(state)
  const press = () => {
    if (waits) return setOpen(true)
    const desired = toggle === 'on' ? 'off' : 'on'
    const query = headingTo(state) ? {} : { switch: desired }
    router.push(routes.targetSettings(target, query), { scroll: false })
  }
  const name = (
    <span id={label} className="max-md:text-md">
      IAM auth<span className="max-md:hidden">entication</span>
    </span>
  )
  if (!toggle)
    return (
      <div className={`gap-3 px-3 ${BOX}`}>
        {name}
        <IamAuthLabel state={state} words={OWN_WORDS[state]} reason={iamAuth.reason} />
      </div>
    )
  const words = (
    <span className={`max-md:hidden print:inline! ${headingTo(state) ? 'font-medium text-accent' : ''}`}>
      {IAM_AUTH_WORDS[state]}
    </span>
  )
  return (
    <div className={BOX}>
      <ToggleField
        className="min-h-8 px-3 max-md:px-0"
        state={toggle}
        aria-labelledby={label}
        title={`IAM authentication: ${IAM_AUTH_WORDS[state].toLowerCase()}`}
        onClick={press}
        words={waits ? null : words}
      >
        {name}
      </ToggleField>
      {waits ? (
        <Popover open={open} onOpenChange={setOpen}>
          <PopoverTrigger className="mr-3 inline-flex min-h-6 items-center gap-1 rounded-sm font-medium text-accent max-md:min-h-11">
            {IAM_AUTH_WORDS[state]}
            <ChevronDown size={14} strokeWidth={1.5} aria-hidden />
          </PopoverTrigger>
          <PopoverContent label="The change that waits" align="end" className="w-80 max-w-[92vw] p-3">
            <WaitingSwitch target={target} iamAuth={iamAuth} desired={waits} onGo={() => setOpen(false)} />
          </PopoverContent>
        </Popover>
      ) : null}
    </div>
  )
}
