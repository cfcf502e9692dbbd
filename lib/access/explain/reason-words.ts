import type { Evaluation, Reason } from '@/lib/iam/index'

const COUNTS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine']

export function statementsInWords(count: number): string {
  return `${COUNTS[count] ?? count} ${count === 1 ? 'statement' : 'statements'}`
}

export function whereIs(reason: Reason): string {
  if (reason.statementIndex < 0) return reason.policyName
  return `statement ${reason.statementIndex + 1} of ${reason.policyName}`
}

/** The first statement that decides: what allows beside an open Deny or a silent boundary does not. */
export function decidingReason({ decision, reasons }: Evaluation): Reason | undefined {
  if (decision === 'implicitDeny') return undefined
  const open = decision === 'conditional' ? reasons.find(({ match }) => match === 'unknown') : undefined
  return open ?? reasons[0]
}
