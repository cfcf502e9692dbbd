'use client'

import { useEffect } from 'react'
import { RECENT_COOKIE, type RecentRef, withRecent } from '@/lib/preferences'
import { keepCookie, readCookie } from './browser-cookie'

/** Put on a target's page: the sidebar lists it from the next page on. */
export function RememberTarget({ target }: { target: RecentRef }) {
  const { accountId, region, resourceId } = target
  useEffect(() => {
    keepCookie(RECENT_COOKIE, withRecent(readCookie(RECENT_COOKIE), { accountId, region, resourceId }))
  }, [accountId, region, resourceId])
  return null
}
