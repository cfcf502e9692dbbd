import type { Verdict } from './verdict'

/** One call to AWS, as it will be sent. */
export interface AwsCall {
  service: 'rds' | 'iam' | 'sql'
  action: string
  input: Record<string, unknown>
}

/** One cell, before and after a change. */
export interface AccessChange {
  /** Label, for example `role/billing-api`. */
  principal: string
  principalArn: string
  target: string
  resourceId: string
  /** `any user` where a wildcard covers all of them. */
  databaseUser: string
  before: Verdict
  after: Verdict
  /** `MFA`, `until a date`, `wildcard`. */
  note: string | null
  /** SCPs over the principal are unread: what opens does so as far as read. */
  asFarAsRead?: boolean
}

export function countChanges(changes: readonly AccessChange[]) {
  const count = (verdict: Verdict) => changes.filter(change => change.after === verdict).length
  return {
    gains: count('canConnect'),
    conditional: count('conditional'),
    losses: changes.filter(change => change.after !== 'canConnect' && change.after !== 'conditional').length,
  }
}
