import { AppError } from '@/lib/errors'

export const CAPABILITIES = ['read', 'mint', 'modify', 'grant', 'users'] as const
export type Capability = (typeof CAPABILITIES)[number]

interface Rights {
  /** What it may do here: what it was given, as far as this server goes. */
  capabilities: Capability[]
  /** What it was given, whatever this server allows. */
  given: Capability[]
}

/** The person driving the dashboard. */
export interface Operator extends Rights {
  kind: 'person'
  name: string
  /** ISO */
  signedInAt: string
  /** Absent where no browser asks. */
  sessionId?: string
}

/** Work that nobody asks for, under a name of its own. */
export interface Job extends Rights {
  kind: 'job'
  name: string
}

/** A program that asks for somebody. */
export interface ApiKey extends Rights {
  kind: 'apiKey'
  name: string
  keyId: string
}

export type Actor = Operator | Job | ApiKey

const IN_WORDS: Record<Capability, string> = {
  read: 'read targets and policies',
  mint: 'issue tokens',
  modify: 'switch IAM authentication',
  grant: 'change policies',
  users: 'make and change database users',
}

/** The server's setting is the ceiling of whatever anybody was given. */
export function within(ceiling: readonly Capability[], given: readonly Capability[]): Rights {
  return { given: [...given], capabilities: given.filter(one => ceiling.includes(one)) }
}

/** What was written down as given; where nothing was written, everything: then nobody was given less yet. */
export function capabilitiesIn(written: unknown): Capability[] {
  if (written === undefined || written === null) return [...CAPABILITIES]
  return CAPABILITIES.filter(one => Array.isArray(written) && written.includes(one))
}

/** As much as a verb is asked with that its rights can be told from. */
interface Asking {
  actor: Actor
}

export function can({ actor }: Asking, capability: Capability): boolean {
  return actor.capabilities.includes(capability)
}

/** The first line of every verb. */
export function assertCan(asking: Asking, capability: Capability): void {
  if (can(asking, capability)) return
  const why = asking.actor.given.includes(capability)
    ? `this server runs without the "${capability}" capability. Nothing changed. To allow it, start the server with "${capability}" in GATEHOUSE_CAPABILITIES.`
    : `${asking.actor.name} was not given the "${capability}" capability. Nothing changed. Ask somebody who has it.`
  throw new AppError('forbidden', `You may not ${IN_WORDS[capability]} here: ${why}`)
}
