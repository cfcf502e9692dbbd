import { ButtonLink } from '@/components/ui/button'
import type { IamAuth } from '@/lib/access/model/target'
import { routes } from '@/lib/routes'
import type { TargetRef } from '@/lib/services/account/target-ref'

interface WaitingSwitchProps {
  target: TargetRef
  iamAuth: IamAuth
  desired: 'on' | 'off'
  onGo: () => void
}

/** A switch that waits, and what can be done about it: seen, brought forward, taken back. Each opens its plan first. */
export function WaitingSwitch({ target, iamAuth, desired, onGo }: WaitingSwitchProps) {
  const opposite = desired === 'on' ? 'off' : 'on'
  const kind = iamAuth.state.startsWith('scheduled') ? 'scheduled' : 'pending'
  const link = (words: string, query: { switch?: 'on' | 'off' }) => (
    <ButtonLink scroll={false} href={routes.targetSettings(target, query)} onClick={onGo}>
      {words}
    </ButtonLink>
  )
  return (
    <>
      <p className="text-xs text-muted">
        IAM authentication is {opposite}; turning it {desired} is {kind}. {iamAuth.reason}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        {link(`Turn ${desired} now`, { switch: desired })}
        {link(`Cancel the ${kind} change`, { switch: opposite })}
        {link('Show in Settings', {})}
      </div>
    </>
  )
}
