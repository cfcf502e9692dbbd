'use client'

import { useState } from 'react'
import { useAccount } from '@/components/use-account'
import type { PageReading } from '@/lib/actions/read-page'
import type { UserIntent } from '@/lib/provision/user-intent'
import { routes } from '@/lib/routes'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { UserChangesPreview } from '@/lib/services/databases/plan-user-changes'
import { askServer } from './ask-server'

export interface ChosenChange {
  target: TargetRef
  intent: UserIntent
}

/** One plan of several changes, drawn when it is asked for: each look signs in to a database. */
export function useUsersPlan() {
  const account = useAccount()
  const [isAsking, setAsking] = useState(false)
  const [planned, setPlanned] = useState<{
    changes: ChosenChange[]
    reading: PageReading<UserChangesPreview>
  } | null>(null)
  const plan = async (changes: ChosenChange[]) => {
    setAsking(true)
    const reading = await askServer<UserChangesPreview>(routes.usersPlan(account), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ changes }),
    })
    setPlanned({ changes, reading })
    setAsking(false)
  }
  return { planned, isAsking, plan, drop: () => setPlanned(null) }
}
