import type { ReactNode } from 'react'
import { PlanDesk } from '@/components/plan-desk'

interface ReversalDeskProps {
  progress: ReactNode
  view: ReactNode
  bar: ReactNode
}

/** The change on the left; on the right what its reverse does, and the button that does it. */
export function ReversalDesk({ progress, view, bar }: ReversalDeskProps) {
  return (
    <PlanDesk
      left={progress}
      view={view}
      apply={bar}
      onPhone="Changes are made where there is room to read what they do."
    />
  )
}
