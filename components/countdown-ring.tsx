'use client'

import { useEffect, useRef, useState } from 'react'
import { formatTimer } from '@/lib/format'
import { announce } from './ui/announce'
import { classNames } from './ui/class-names'

const SAID_AT = [300, 120, 60, 0]
const RADIUS = 46
const ROUND = 2 * Math.PI * RADIUS

interface CountdownRingProps {
  /** ISO: when it stops being usable. */
  expiresAt: string
  /** Of how long, in seconds. */
  lifeSeconds: number
  /** ISO: when it would have ended had the AWS session lasted; later than `expiresAt` draws the lost part dashed. */
  fullLifeEndsAt?: string | null
  caption?: string
  size?: 'md' | 'lg'
  onExpire?: () => void
}

function toneOf(left: number, cutShort: boolean): string {
  if (left <= 0) return 'stroke-deny-solid'
  return left < 120 || cutShort ? 'stroke-cond-solid' : 'stroke-accent'
}

/** Seconds left, once a second; speaks at 5:00, 2:00, 1:00 and 0:00, and tells once that the end has come. */
function useSecondsLeft(end: number, onExpire: (() => void) | undefined): number {
  const [left, setLeft] = useState(() => Math.max(0, Math.ceil((end - Date.now()) / 1000)))
  const shown = useRef(left)
  const expired = useRef(false)
  const heard = useRef(onExpire)
  useEffect(() => {
    heard.current = onExpire
  })
  useEffect(() => {
    const step = () => {
      const now = Math.max(0, Math.ceil((end - Date.now()) / 1000))
      const before = shown.current
      const crossed = SAID_AT.find(mark => before > mark && now <= mark)
      if (crossed !== undefined) announce(crossed === 0 ? 'Expired' : `${crossed / 60} min left`)
      shown.current = now
      setLeft(now)
      if (now === 0 && !expired.current) {
        expired.current = true
        heard.current?.()
      }
    }
    step()
    const timer = setInterval(step, 1_000)
    return () => clearInterval(timer)
  }, [end])
  return left
}

export function CountdownRing({
  expiresAt,
  lifeSeconds,
  fullLifeEndsAt = null,
  caption,
  size = 'md',
  onExpire,
}: CountdownRingProps) {
  const end = Date.parse(expiresAt)
  const left = useSecondsLeft(end, onExpire)
  const lost = fullLifeEndsAt ? Math.max(0, (Date.parse(fullLifeEndsAt) - end) / 1000) : 0
  const share = Math.min(1, left / lifeSeconds)
  const lostShare = Math.min(1 - share, lost / lifeSeconds)
  return (
    <span
      data-slot="countdown-ring"
      role="timer"
      aria-label={left === 0 ? 'Expired' : `${formatTimer(left)} left`}
      className={classNames(
        'relative inline-grid shrink-0 place-items-center',
        size === 'lg' ? 'size-42' : 'size-38',
      )}
    >
      <svg
        aria-hidden
        viewBox="0 0 100 100"
        fill="none"
        strokeWidth="3.6"
        className="absolute inset-0 -rotate-90"
      >
        <circle cx="50" cy="50" r={RADIUS} className="stroke-active" />
        {lostShare > 0 ? (
          <circle
            cx="50"
            cy="50"
            r={RADIUS}
            className="stroke-canvas"
            strokeDasharray="1.6 2.4"
            pathLength={ROUND}
          />
        ) : null}
        <circle
          cx="50"
          cy="50"
          r={RADIUS}
          className={toneOf(left, lost > 0)}
          strokeLinecap="round"
          strokeDasharray={`${share * ROUND} ${ROUND}`}
        />
      </svg>
      <span className="relative text-center">
        <span
          className={classNames(
            'block font-semibold tracking-[-0.035em]',
            left === 0 ? 'text-xl text-deny' : 'text-3xl',
          )}
        >
          {left === 0 ? 'Expired' : formatTimer(left)}
        </span>
        {caption ? <span className="block text-xs text-muted">{caption}</span> : null}
      </span>
    </span>
  )
}
