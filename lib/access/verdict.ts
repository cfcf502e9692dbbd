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
