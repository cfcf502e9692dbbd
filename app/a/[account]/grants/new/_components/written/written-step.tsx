'use client'

import { Step } from '../step'

/** Where the form asks for targets and users: with a text of one's own it has nothing to ask. */
export function WrittenStep() {
  return (
    <Step number={2} title="Connect as" summary={null}>
      <p className="rounded-lg border border-line bg-surface px-3 py-2.5 text-xs text-muted">
        The JSON says to what, and as whom. What the form held is kept for the way back.
      </p>
    </Step>
  )
}
