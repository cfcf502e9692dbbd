'use client'

import { useEffect } from 'react'
import { RECENT_COOKIE, withRecent } from '@/lib/preferences'
import { keepCookie, readCookie } from './browser-cookie'

/** Put on a target's page: the sidebar lists it from the next page on. */
export function RememberTarget({ region, resourceId }: { region: string; resourceId: string }) {
  useEffect(() => {
    keepCookie(RECENT_COOKIE, withRecent(readCookie(RECENT_COOKIE), { region, resourceId }))
  }, [region, resourceId])
  return null
}
