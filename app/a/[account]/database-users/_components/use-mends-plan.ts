'use client'

import { useState } from 'react'
import { sendToServer } from '@/components/ask-server'
import { useAccount } from '@/components/use-account'
import type { PageReading } from '@/lib/actions/read-page'
import type { GrantMend } from '@/lib/findings/mend-grants'
import type { UserIntent } from '@/lib/provision/user-intent'
import { routes } from '@/lib/routes'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { MendsPreview } from '@/lib/services/reconcile/plan-mends'

export interface ChosenChange {
  target: TargetRef
  intent: UserIntent
}

/** What is to be mended: users inside their servers, and grants in IAM. */
export interface ChosenMends {
  changes: ChosenChange[]
  grants: GrantMend[]
}

/** One plan of both halves, drawn when it is asked for: each look signs in to a database. */
export function useMendsPlan() {
  const account = useAccount()
  const [isAsking, setAsking] = useState(false)
  const [planned, setPlanned] = useState<{
    mends: ChosenMends
    reading: PageReading<MendsPreview>
  } | null>(null)
  const plan = async (mends: ChosenMends) => {
    setAsking(true)
    const reading = await sendToServer<MendsPreview>(routes.usersPlan(account), JSON.stringify(mends))
    setPlanned({ mends, reading })
    setAsking(false)
  }
  return { planned, isAsking, plan, drop: () => setPlanned(null) }
}
