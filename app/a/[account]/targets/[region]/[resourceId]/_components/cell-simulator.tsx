'use client'
import { SimulatorBlock } from '@/components/simulator-block'
import { useServerAction } from '@/components/use-server-action'
import type { ExplainedCell } from '@/lib/services/targets/explain-cell'
import { simulateCellAction } from '../actions'
import type { AccessTarget } from './access-target'

export interface AskAll {
  cells: number
  calls: number
  busy: boolean
  start: () => void
}

/** The block of one cell, with the way to ask AWS about it. */
export function CellSimulator({
  target,
  explanation,
  all,
}: {
  target: AccessTarget
  explanation: ExplainedCell
  all: AskAll | null
}) {
  const [asked, ask] = useServerAction(simulateCellAction)
  const { accountId, region, resourceId } = target
  const { principalArn, databaseUser, simulated, asOf } = explanation
  // AWS may be asked after the account was read.
  const now = simulated && simulated.askedAt > asOf ? simulated.askedAt : asOf
  return (
    <SimulatorBlock
      simulated={simulated}
      askable={explanation.askable}
      action={ask}
      fields={{ accountId, region, resourceId, principalArn, databaseUser }}
      asked={asked}
      all={explanation.asFarAsRead ? all : null}
      now={now}
    />
  )
}
