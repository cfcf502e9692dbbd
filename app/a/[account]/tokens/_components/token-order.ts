import type { TargetRef } from '@/lib/services/account/target-ref'

/** A code for one order: it is in no order that is kept. */
export interface MfaGiven {
  serialNumber: string
  tokenCode: string
}

/** What is asked for: names only, never a host or a port. */
export interface TokenOrder extends TargetRef, Partial<MfaGiven> {
  databaseUser: string
  signAs: string
  /** By its id; absent: the main one. */
  endpoint?: string | undefined
  reason: string
}

export function orderForm(order: Omit<TokenOrder, 'reason'> & { reason?: string }): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(order)) {
    if (value !== undefined) form.set(name, String(value))
  }
  return form
}
