import type { Route } from 'next'
import type { ReactNode } from 'react'
import { PrintButton } from './print-button'
import { ButtonLink } from './ui/button'

/** Over a list that stands whole, in place of its controls: how much it holds, and the way back. */
export function PrintBar({ back, children }: { back: Route; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-3 px-5 py-3 max-sm:px-4">
      <p className="flex-1">{children}</p>
      <ButtonLink href={back}>Back to the list</ButtonLink>
      <PrintButton />
    </div>
  )
}
