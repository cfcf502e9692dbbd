'use client'

import { useState } from 'react'
import type { PlanStep } from '@/lib/grants/grant-plan'
import { CallList } from './call-list'
import { CodeBlock } from './ui/code-block'
import { Segmented } from './ui/segmented'

interface PlanCallsProps {
  /** What is chosen between, for those who cannot see it: `How to apply`. */
  label: string
  /** The first choice, carried out here: `Apply`. */
  here: string
  steps: readonly Pick<PlanStep, 'title' | 'subject' | 'note'>[]
  /** The same as text, for whoever carries it out elsewhere. */
  texts: { name: string; text: string }[]
}

/** The calls that a plan makes here, or what to run in their place. */
export function PlanCalls({ label, here, steps, texts }: PlanCallsProps) {
  const [view, setView] = useState(here)
  const chosen = texts.find(({ name }) => name === view)
  return (
    <>
      <div className="flex items-center gap-3">
        <Segmented
          name="view"
          label={label}
          options={[here, ...texts.map(({ name }) => name)].map(name => ({ value: name, label: name }))}
          value={view}
          onChange={event => setView(event.target.value)}
        />
        <span className="flex-1" />
        <span className="text-xs text-muted">
          {chosen
            ? 'Run elsewhere: Activity does not see it, CloudTrail does'
            : 'Every step is written to Activity'}
        </span>
      </div>
      {chosen ? (
        <CodeBlock
          key={chosen.name}
          text={chosen.text}
          label={chosen.name}
          className="mt-2 max-h-56 overflow-y-auto"
        >
          {chosen.text}
        </CodeBlock>
      ) : (
        <CallList steps={steps} />
      )}
    </>
  )
}
