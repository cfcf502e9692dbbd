'use client'

import { useSyncExternalStore } from 'react'
import { UTC } from '@/lib/format'

const never = () => () => undefined
const ofBrowser = () => Intl.DateTimeFormat().resolvedOptions().timeZone || UTC

/** The zone of whoever looks. The server draws UTC: it does not know who will look. */
export const useZone = (): string => useSyncExternalStore(never, ofBrowser, () => UTC)
