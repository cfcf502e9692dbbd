import { DECISIONS } from '@/lib/iam/index'
import { type Gate, VERDICTS, verdictOf } from './verdict'

export const CONDITIONAL_CODE = DECISIONS.indexOf('conditional')
export const ALLOWED_CODE = DECISIONS.indexOf('allowed')

/** The packed verdict for each packed decision behind one gate. */
export function decisionVerdicts(gate: Gate): number[] {
  return DECISIONS.map(decision => VERDICTS.indexOf(verdictOf(decision, gate)))
}
