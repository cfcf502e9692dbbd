'use client'

import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { UserChangeDialog } from '@/app/a/[account]/database-users/_components/user-change-dialog'
import { Button } from '@/components/ui/button'
import type { ConnectionOption } from '@/lib/connect/connection-options'
import type { TokenPlan } from '@/lib/services/tokens/plan-token'

interface MakeUserProps {
  option: ConnectionOption
  /** Null: nothing, or not known yet. */
  toMake: TokenPlan['toMake']
  account: string
  onDone: () => void
}

/** AWS makes no database user with a token: it is made here, and the token goes on from where it was. */
export function MakeUser({ option, toMake, account, onDone }: MakeUserProps) {
  // What is being made outlives the plan, which says afterwards that nothing is to be made.
  const [making, setMaking] = useState<TokenPlan['toMake']>(null)
  const { region, resourceId, target, databaseUser } = option
  return (
    <>
      {toMake && (
        <div className="mt-3 grid justify-items-start gap-2 rounded-md border border-cond-line bg-cond-tint px-3 py-2.5">
          <p className="text-xs">
            {toMake === 'create'
              ? 'A token makes no user: AWS never does. It can be made now, and the token issued after it.'
              : 'It can be made IAM-ready now, and the token issued after it.'}
          </p>
          <Button onClick={() => setMaking(toMake)} className="max-w-full">
            <UserPlus aria-hidden size={14} strokeWidth={1.5} />
            <span className="truncate">
              {toMake === 'create'
                ? `Make ${databaseUser} in the same step`
                : `Make ${databaseUser} IAM-ready`}
            </span>
          </Button>
        </div>
      )}
      {making && (
        <UserChangeDialog
          target={{ accountId: account, region, resourceId, name: target }}
          kind={making}
          user={databaseUser}
          goOn="Go on with the token"
          onDone={onDone}
          onClose={() => setMaking(null)}
        />
      )}
    </>
  )
}
