import type { Decision } from '@/lib/iam/index'

/** `unknown`: something that decides it was not read; the first hop alone is then known. */
export type SecondHopState = 'works' | 'conditional' | 'fails' | 'unknown'

/** For one cell. Order is the packed code: index into this list. */
export const VERDICTS = [
  'noAccess',
  'denied',
  'dormant',
  'conditional',
  'canConnect',
  'notEvaluated',
] as const
export type Verdict = (typeof VERDICTS)[number]

export const VERDICT_WORDS: Record<Verdict, string> = {
  canConnect: 'Can connect',
  conditional: 'Conditional',
  dormant: 'Dormant',
  denied: 'Denied',
  noAccess: 'No access',
  notEvaluated: 'Not evaluated',
}

/** The small mark beside a conditional: what the condition hangs on. MFA wins, then date. */
export type ConditionHint = 'mfa' | 'date' | 'other'

/** What stands between IAM's answer and a login. */
export interface Gate {
  /** Whether the target takes tokens at this moment. */
  accepted: boolean
  /** Whether the database user may sign in with one; null: the database was not read. */
  userReady: boolean | null
  /** Only from some addresses: others meet another row of the same name. */
  hangsOnAddress?: boolean
  /** Through a proxy, what becomes of the way behind it; absent where there is no proxy. */
  secondHop?: SecondHopState | undefined
}

/** `unreadable`: the decision is open only because a policy could not be read. */
export function verdictOf(decision: Decision, gate: Gate, unreadable = false): Verdict {
  if (decision === 'explicitDeny') return 'denied'
  if (decision === 'implicitDeny') return 'noAccess'
  if (unreadable) return 'notEvaluated'
  if (!gate.accepted || gate.userReady === false || gate.secondHop === 'fails') return 'dormant'
  if (gate.secondHop === 'conditional' || gate.hangsOnAddress) return 'conditional'
  return decision === 'allowed' ? 'canConnect' : 'conditional'
}

/** Whether somebody holding this verdict gets in, now or on a condition: what *reach* counts. */
export function reaches(verdict: Verdict): boolean {
  return verdict === 'canConnect' || verdict === 'conditional'
}
