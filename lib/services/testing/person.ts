import { CAPABILITIES, type Capability, type Operator, within } from '@/lib/operator/operator'
import { type Context, contextOf } from '@/lib/services/context'

/** Somebody who asks in the simulated account, at a server that allows everything; the clock goes on between two verbs. */
export function person(
  name: string,
  capabilities: readonly Capability[],
  session: Partial<Pick<Operator, 'sessionId' | 'signedInAt'>> = {},
): Context {
  const actor: Operator = {
    kind: 'person',
    name,
    ...within(CAPABILITIES, capabilities),
    signedInAt: '2026-11-23T12:00:00.000Z',
    ...session,
  }
  return {
    ...contextOf(actor),
    get now() {
      return new Date()
    },
  }
}
