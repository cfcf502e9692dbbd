'use client'

import { RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState, useTransition } from 'react'
import { routes } from '@/lib/routes'
import { announce } from './ui/announce'
import { Button } from './ui/button'
import { classNames } from './ui/class-names'

/** Asks the server to read AWS again, then shows the page anew. */
export function RefreshButton({
  children = 'refresh',
  look = 'text',
}: {
  children?: ReactNode
  look?: 'text' | 'button'
}) {
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const [pending, start] = useTransition()
  const busy = asking || pending
  const refresh = async () => {
    if (busy) return
    setAsking(true)
    try {
      await fetch(routes.refresh(), { method: 'POST' })
    } finally {
      setAsking(false)
      start(() => {
        router.refresh()
        announce('Read again')
      })
    }
  }
  if (look === 'button')
    return (
      <Button size="sm" onClick={refresh} busy={busy}>
        {children}
      </Button>
    )
  return (
    <button
      data-slot="refresh-button"
      type="button"
      onClick={refresh}
      className="inline-flex min-h-6 items-center gap-1 rounded-sm text-xs text-muted hover:text-fg max-md:min-h-11"
    >
      <RefreshCw aria-hidden size={13} strokeWidth={1.5} className={classNames(busy && 'animate-spin')} />
      {children}
    </button>
  )
}
