import { setTimeout as wait } from 'node:timers/promises'
import type { Faults } from '@/lib/simulator/aws/faults'

/** Told of every statement of one session; where it answers false, the connection is lost there. */
export interface StatementWatch {
  before(statement: string): Promise<boolean>
  /** The server has answered the last one. */
  after(): Promise<boolean>
}

export const NOBODY_WATCHES = (): StatementWatch => ({ before: async () => true, after: async () => true })

/** Holds or loses what the faults name. */
export function faultsAround(faults: Faults, target: string): () => StatementWatch {
  return () => {
    let follows = ''
    let statement = ''
    const passes = async (when: 'before' | 'after') => {
      const hit = faults.hitsStatement({ target, statement, follows, when })
      if (hit?.delayMs) await wait(hit.delayMs)
      return !hit?.cuts
    }
    return {
      before(next) {
        follows = statement
        statement = next
        return passes('before')
      },
      after: () => passes('after'),
    }
  }
}
