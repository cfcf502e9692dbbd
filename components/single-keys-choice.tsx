'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { KEYS_COOKIE } from '@/lib/preferences'
import { keepCookie } from './browser-cookie'
import { Toggle } from './ui/toggle'

export function SingleKeysChoice({ on, labelledBy }: { on: boolean; labelledBy: string }) {
  const router = useRouter()
  const [state, setState] = useState(on)
  return (
    <span className="flex items-center gap-2">
      <Toggle
        state={state ? 'on' : 'off'}
        aria-labelledby={labelledBy}
        onClick={() => {
          keepCookie(KEYS_COOKIE, state ? 'off' : '')
          setState(!state)
          router.refresh()
        }}
      />
      <span className="text-muted">{state ? 'On' : 'Off'}</span>
    </span>
  )
}
