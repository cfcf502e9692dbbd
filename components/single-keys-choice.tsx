'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { KEYS_COOKIE } from '@/lib/preferences'
import { keepCookie } from './browser-cookie'
import { ToggleField } from './ui/toggle'

export function SingleKeysChoice({ id, on, labelledBy }: { id: string; on: boolean; labelledBy: string }) {
  const router = useRouter()
  const [state, setState] = useState(on)
  return (
    <ToggleField
      id={id}
      state={state ? 'on' : 'off'}
      aria-labelledby={labelledBy}
      words={<span className="text-muted">{state ? 'On' : 'Off'}</span>}
      onClick={() => {
        keepCookie(KEYS_COOKIE, state ? 'off' : '')
        setState(!state)
        router.refresh()
      }}
    />
  )
}
