'use client'

import { RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useTransition } from 'react'
import { hearKeys } from '@/components/early-keys'
import { announce } from '@/components/ui/announce'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'

const EVERY_MS = 5_000

/** Looks by itself every five seconds, and at once on request; as soon as credentials work the page moves on. */
export function LookAgain() {
  const router = useRouter()
  const [pending, start] = useTransition()
  const look = () =>
    start(() => {
      router.refresh()
      announce('Looked again')
    })
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) router.refresh()
    }, EVERY_MS)
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.key.toLowerCase() !== 'r') return
      event.preventDefault()
      router.refresh()
    }
    const endKeys = hearKeys(onKey)
    return () => {
      clearInterval(timer)
      endKeys()
    }
  }, [router])
  return (
    <p className="mt-4 flex items-center gap-3">
      <Button size="lg" onClick={look} busy={pending}>
        {pending ? null : <RotateCw aria-hidden size={14} strokeWidth={1.5} />}
        Look again <Kbd>R</Kbd>
      </Button>
      <span className="text-xs text-muted">Looks again by itself every 5 s</span>
    </p>
  )
}
