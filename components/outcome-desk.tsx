'use client'

import type { Route } from 'next'
import { usePathname, useSearchParams } from 'next/navigation'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import type { ActionState } from '@/lib/actions/action-state'
import { ApplyFailure } from './apply-failure'

interface Outcome {
  /** In the place of the page. */
  receipt?: ReactNode
  /** Above the page as it is now. */
  failure?: ActionState<unknown>
  /** Where the same page will stand in a moment: going there is no move of the person's. */
  stay?: Route
}

interface Desk {
  outcome: Outcome | null
  keep: (outcome: Outcome | null) => void
}

const OutcomeDesk = createContext<Desk>({ outcome: null, keep: () => {} })

/** Keeps what came of a write, or takes it off. */
export const useKeepOutcome = () => useContext(OutcomeDesk).keep

const normal = (address: string) => {
  const [path, query = ''] = address.split('?')
  return `${path}?${new URLSearchParams(query)}`
}

/**
 * Stands above what is read anew after a write: that may be another finding, or no plan at all, and then neither the
 * receipt nor the reason why nothing was done may go with it. They stay until the person moves on.
 */
export function OutcomeKeeper({ children }: { children: ReactNode }) {
  const here = normal(`${usePathname()}?${useSearchParams()}`)
  const [kept, setKept] = useState<(Outcome & { at: string[] }) | null>(null)
  useEffect(() => {
    setKept(current => (current?.at.includes(here) ? current : null))
  }, [here])
  const keep = (outcome: Outcome | null) =>
    setKept(outcome && { ...outcome, at: [here, ...(outcome.stay ? [normal(outcome.stay)] : [])] })
  return (
    <OutcomeDesk value={{ outcome: kept?.at.includes(here) ? kept : null, keep }}>{children}</OutcomeDesk>
  )
}

/** Where it is shown. `title` heads a failure. */
export function OutcomePlace({ title, children }: { title: string; children: ReactNode }) {
  const { outcome } = useContext(OutcomeDesk)
  return (
    <>
      {outcome?.failure ? (
        <div className="mx-5 my-2 max-md:mx-4">
          <ApplyFailure state={outcome.failure} title={title} />
        </div>
      ) : null}
      {outcome?.receipt ?? children}
    </>
  )
}
