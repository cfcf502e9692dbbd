'use client'
import { useEffect, useState } from 'react'
import { formatTimer } from '@/lib/format'

/** `1:52`, counting on; it starts from the server's clock. */
export function Elapsed({ since, now }: { since: string; now: string }) {
  const [ms, setMs] = useState(() => Date.parse(now) - Date.parse(since))
  useEffect(() => {
    const before = Date.parse(now) - Date.parse(since)
    const start = performance.now()
    const timer = setInterval(() => setMs(before + performance.now() - start), 1000)
    return () => clearInterval(timer)
  }, [since, now])
  return <span className="font-mono">{formatTimer(ms / 1000)}</span>
}
