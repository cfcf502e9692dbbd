'use client'

import { useEffect, useState } from 'react'
import { askServer } from '@/components/ask-server'
import { useAccount } from '@/components/use-account'
import type { PageReading } from '@/lib/actions/read-page'
import { routes } from '@/lib/routes'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { UserForm } from '@/lib/services/databases/get-user-form'

/** What can be chosen from, read when a dialog opens. Null: on its way. */
export function useUserForm({ region, resourceId }: TargetRef): PageReading<UserForm> | null {
  const account = useAccount()
  const [reading, setReading] = useState<PageReading<UserForm> | null>(null)
  useEffect(() => {
    const over = new AbortController()
    void askServer<UserForm>(routes.userForm(account, { region, resourceId }), { signal: over.signal }).then(
      answer => !over.signal.aborted && setReading(answer),
    )
    return () => over.abort()
  }, [account, region, resourceId])
  return reading
}
