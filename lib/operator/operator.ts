import { AppError } from '@/lib/errors'

export const CAPABILITIES = ['read', 'mint', 'modify', 'grant'] as const
export type Capability = (typeof CAPABILITIES)[number]

/** The person driving the dashboard, with what they may do. */
export interface Operator {
  name: string
  capabilities: Capability[]
  /** ISO */
  signedInAt: string
  /** Absent where no browser asks. */
  sessionId?: string
}

const IN_WORDS: Record<Capability, string> = {
  read: 'read targets and policies',
  mint: 'issue tokens',
  modify: 'switch IAM authentication',
  grant: 'change policies',
}

export function can(operator: Operator, capability: Capability): boolean {
  return operator.capabilities.includes(capability)
}

/** The first line of every verb. */
export function assertCan(operator: Operator, capability: Capability): void {
  if (can(operator, capability)) return
  throw new AppError(
    'forbidden',
    `You may not ${IN_WORDS[capability]} here: this server runs without the "${capability}" capability. Nothing changed. To allow it, start the server with "${capability}" in GATEHOUSE_CAPABILITIES.`,
  )
}
