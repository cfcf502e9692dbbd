import type { IamAuthState } from './target'

/** `waits`: nothing says that RDS is at it. */
const CHANGES: Partial<Record<IamAuthState, { to: 'on' | 'off'; waits: boolean }>> = {
  turningOn: { to: 'on', waits: false },
  turningOff: { to: 'off', waits: false },
  scheduledOn: { to: 'on', waits: true },
  scheduledOff: { to: 'off', waits: true },
  pendingOn: { to: 'on', waits: true },
  pendingOff: { to: 'off', waits: true },
}

/** What the switch will be once RDS is done; null: nothing is under way. */
export const headingTo = (state: IamAuthState): 'on' | 'off' | null => CHANGES[state]?.to ?? null

/** The same of what is only pending at RDS: it can still be taken back. */
export function waitingFor(state: IamAuthState): 'on' | 'off' | null {
  const change = CHANGES[state]
  return change?.waits ? change.to : null
}
