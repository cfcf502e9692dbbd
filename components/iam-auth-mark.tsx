import type { IamAuthState } from '@/lib/access/model/target'
import { classNames } from './ui/class-names'
import { Mark } from './ui/mark'
import { Spinner } from './ui/spinner'

type Shape = 'on' | 'pending' | 'scheduled' | 'off' | 'dash'

const SHAPES: Record<IamAuthState, Shape> = {
  on: 'on',
  viaProxy: 'on',
  off: 'off',
  proxyOff: 'off',
  turningOn: 'pending',
  turningOff: 'pending',
  scheduledOn: 'scheduled',
  scheduledOff: 'scheduled',
  pendingOn: 'scheduled',
  pendingOff: 'scheduled',
  unsupported: 'dash',
}

export const IAM_AUTH_WORDS: Record<IamAuthState, string> = {
  on: 'On',
  viaProxy: 'On',
  off: 'Off',
  proxyOff: 'Off',
  turningOn: 'Turning on',
  turningOff: 'Turning off',
  scheduledOn: 'On in the window',
  scheduledOff: 'Off in the window',
  pendingOn: 'Pending, to on',
  pendingOff: 'Pending, to off',
  unsupported: 'Unsupported',
}

/** `On at Sun 03:00` for what waits; RDS writes windows as `sun:03:00-sun:03:30`. */
export function iamAuthWords(state: IamAuthState, maintenanceWindow: string | null): string {
  const start = /^([a-z]{3}):(\d\d:\d\d)/.exec(maintenanceWindow ?? '')
  if (!start?.[1] || (state !== 'scheduledOn' && state !== 'scheduledOff')) return IAM_AUTH_WORDS[state]
  const day = start[1].charAt(0).toUpperCase() + start[1].slice(1)
  return `${state === 'scheduledOn' ? 'On' : 'Off'} at ${day} ${start[2]}`
}

const TEXT: Record<Shape, string> = {
  on: 'text-fg',
  off: 'text-muted',
  pending: 'text-accent',
  scheduled: 'text-accent',
  dash: 'text-muted',
}

function ShapeOf({ shape }: { shape: Exclude<Shape, 'pending'> }) {
  if (shape === 'on')
    return (
      <>
        <rect x="1.75" y="1.75" width="10.5" height="10.5" rx="2.5" className="fill-ok-solid" />
        <path
          d="m4.4 7.2 1.9 1.9 3.4-4"
          className="stroke-surface"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </>
    )
  if (shape === 'off')
    return (
      <rect x="2.4" y="2.4" width="9.2" height="9.2" rx="2" className="stroke-subtle" strokeWidth="1.3" />
    )
  if (shape === 'scheduled')
    return (
      <>
        <circle cx="7" cy="7" r="4.9" className="stroke-accent" strokeWidth="1.3" />
        <path d="M7 4.2V7l1.9 1.3" className="stroke-accent" strokeWidth="1.3" strokeLinecap="round" />
      </>
    )
  return <path d="M3.8 7h6.4" className="stroke-subtle" strokeWidth="1.4" strokeLinecap="round" />
}

export function IamAuthMark({
  state,
  size = 14,
  label,
}: {
  state: IamAuthState
  size?: number
  label?: string
}) {
  const shape = SHAPES[state]
  if (shape === 'pending')
    return (
      <span className="inline-flex text-accent">
        <Spinner size={size} {...(label ? { label } : {})} />
      </span>
    )
  return (
    <Mark size={size} label={label}>
      <ShapeOf shape={shape} />
    </Mark>
  )
}

/** Mark and words: `words` replaces the plain state, for example `On at Sun 03:00`. */
export function IamAuthLabel({
  state,
  words,
  reason,
}: {
  state: IamAuthState
  words?: string | undefined
  reason?: string | null
}) {
  return (
    <span
      title={reason ?? undefined}
      className={classNames(
        'inline-flex items-center gap-1.5 align-middle whitespace-nowrap',
        reason && 'relative z-1',
        TEXT[SHAPES[state]],
      )}
    >
      <IamAuthMark state={state} />
      {words ?? IAM_AUTH_WORDS[state]}
    </span>
  )
}
