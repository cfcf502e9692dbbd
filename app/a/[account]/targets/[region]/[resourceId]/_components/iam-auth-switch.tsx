'use client'
import { useRouter } from 'next/navigation'
import { useId } from 'react'
import { IAM_AUTH_WORDS, IamAuthLabel } from '@/components/iam-auth-mark'
import { Toggle, type ToggleState } from '@/components/ui/toggle'
import type { IamAuth } from '@/lib/access/model/target'
import { routes } from '@/lib/routes'
import type { TargetRef } from '@/lib/services/account/target-ref'

interface IamAuthSwitchProps {
  target: TargetRef & { name: string }
  iamAuth: IamAuth
}

const TOGGLES: Partial<Record<IamAuth['state'], ToggleState>> = {
  on: 'on',
  scheduledOff: 'on',
  off: 'off',
  scheduledOn: 'off',
  turningOn: 'pending',
  turningOff: 'pending',
}

/** The switch opens its plan, or its progress; it changes nothing by itself. Where there is none, the reason stands. */
export function IamAuthSwitch({ target, iamAuth }: IamAuthSwitchProps) {
  const router = useRouter()
  const label = useId()
  const toggle = TOGGLES[iamAuth.state]
  const waiting = toggle === 'pending' || iamAuth.state.startsWith('scheduled')
  const open = () => {
    const desired = toggle === 'on' ? 'off' : 'on'
    router.push(routes.targetSettings(target, waiting ? {} : { switch: desired }), { scroll: false })
  }
  return (
    <div className="flex min-h-8 items-center gap-3 rounded-md border border-line bg-surface px-3 max-md:border-0 max-md:bg-transparent max-md:px-0">
      <span id={label} className="max-md:text-md">
        IAM auth<span className="max-md:hidden">entication</span>
      </span>
      {toggle ? (
        <>
          <Toggle
            state={toggle}
            aria-labelledby={label}
            title={`IAM authentication: ${IAM_AUTH_WORDS[iamAuth.state].toLowerCase()}`}
            onClick={open}
          />
          <span className={`max-md:hidden ${waiting ? 'font-medium text-accent' : ''}`}>
            {IAM_AUTH_WORDS[iamAuth.state]}
          </span>
        </>
      ) : (
        <IamAuthLabel
          state={iamAuth.state}
          words={
            iamAuth.state === 'viaProxy'
              ? 'Required by the proxy'
              : iamAuth.state === 'proxyOff'
                ? 'Not required'
                : undefined
          }
          reason={iamAuth.reason}
        />
      )}
    </div>
  )
}
