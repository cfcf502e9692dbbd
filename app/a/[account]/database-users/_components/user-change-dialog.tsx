'use client'

import { useId, useRef } from 'react'
import { FailurePanel } from '@/components/failure-panel'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import type { UserIntent } from '@/lib/provision/user-intent'
import type { TargetRef } from '@/lib/services/account/target-ref'
import { changeTitle } from './change-words'
import { useUserForm } from './use-user-form'
import { UserChange } from './user-change'

export interface UserChangeDialogProps {
  target: TargetRef & { name: string }
  kind: UserIntent['kind']
  /** `name` or `name@host`; empty: it is asked for. */
  user: string
  /** Where it was opened from, as the way on once it is done; null: a token for the user. */
  goOn?: string | null
  onClose: () => void
  /** Something was done inside the server. */
  onDone?: () => void
}

/** Makes or changes a database user: what is wanted, its plan, what stops it, and what came of it. */
export function UserChangeDialog({
  target,
  kind,
  user,
  goOn = null,
  onClose,
  onDone,
}: UserChangeDialogProps) {
  const reading = useUserForm(target)
  const id = useId()
  const closes = useRef<HTMLButtonElement>(null)
  if (reading?.ok)
    return (
      <UserChange
        form={reading.value}
        kind={kind}
        user={user}
        formId={id}
        closes={closes}
        goOn={goOn}
        onClose={onClose}
        {...(onDone ? { onDone } : {})}
      />
    )
  return (
    <Dialog open onOpenChange={open => !open && onClose()}>
      <DialogContent
        width="wide"
        title={changeTitle({ kind, user: { name: user, host: null } } as UserIntent, target.name)}
      >
        {reading ? (
          <FailurePanel failure={reading} />
        ) : (
          <div role="status" className="appear-late grid gap-4 p-5">
            <span className="sr-only">Reading what can be chosen</span>
            <Skeleton className="h-8 w-72" />
            <Skeleton className="h-24 w-72" />
          </div>
        )}
      </DialogContent>
    </Dialog>
  )
}
