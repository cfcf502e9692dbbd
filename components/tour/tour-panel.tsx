'use client'

import { X } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { TOUR_COOKIE, type TourPlace, tourCookie } from '@/lib/preferences'
import { keepCookie } from '../browser-cookie'
import { announce } from '../ui/announce'
import { Button } from '../ui/button'
import { hearTour } from './open-tour'
import { TourStepView } from './tour-step-view'
import type { TourWay } from './tour-ways'
import { TourWaysView } from './tour-ways-view'

/**
 * Above a page, never over one: its ways on the first screen and where somebody asks for them, a chosen one on every page.
 * A reload keeps its step; closed it stays closed until somebody asks.
 */
export function TourPanel({
  ways,
  place,
  about,
}: {
  ways: TourWay[]
  place: TourPlace
  /** Whose account a demo plays, line by line. */
  about: string[] | null
}) {
  const [at, setAt] = useState(place)
  const page = usePathname()
  const [askedOn, setAskedOn] = useState<string | null>(null)
  const panel = useRef<HTMLElement>(null)
  const go = (next: TourPlace) => {
    keepCookie(TOUR_COOKIE, tourCookie(next))
    setAskedOn(page)
    setAt(next)
  }
  useEffect(
    () =>
      hearTour(() => {
        keepCookie(TOUR_COOKIE, 'ways')
        // Drawn now, and not when there is time: what takes the focus must be there.
        flushSync(() => {
          setAskedOn(window.location.pathname)
          setAt('ways')
        })
        panel.current?.focus()
      }),
    [],
  )
  const isOffered = page.endsWith('/targets') || page === askedOn
  if (at === 'closed' || (at === 'ways' && !isOffered)) return null
  const close = () => {
    go('closed')
    announce('The tour is closed. The keyboard map, ?, opens it again.')
    document.getElementById('page')?.focus()
  }
  const way = typeof at === 'string' ? undefined : ways.find(({ id }) => id === at.way)
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label="Tour"
      data-slot="tour"
      data-print="hide"
      className="relative mx-5 mt-3 mb-1 rounded-lg border border-line bg-surface py-2 pr-11 pl-4 outline-none max-md:mx-4 max-md:mt-2 max-md:pr-12"
    >
      {way && typeof at !== 'string' ? (
        <TourStepView way={way} step={at.step} page={page} go={go} close={close} />
      ) : (
        <TourWaysView ways={ways} go={go} about={about} />
      )}
      <Button
        variant="ghost"
        size="icon"
        aria-label="Close the tour for good"
        title="Close for good. The keyboard map, ?, opens it again"
        onClick={close}
        className="absolute! top-1.5 right-1.5"
      >
        <X aria-hidden size={15} strokeWidth={1.5} />
      </Button>
    </section>
  )
}
