import 'server-only'
import { windowInWords } from '@/lib/access/model/maintenance-window'
import type { IamAuth } from '@/lib/access/model/target'

interface SwitchReading {
  enabled: boolean
  pending: boolean | undefined
  status: string
  /** Why it can never be on, else null. */
  unsupported: string | null
  maintenanceWindow: string | null
}

/** While RDS applies the switch (RDS User Guide, "Viewing instance status"); `modifying` comes just before. */
const APPLYING: ReadonlySet<string> = new Set(['configuring-iam-database-auth', 'modifying'])

function pendingState({ pending, status }: SwitchReading): IamAuth['state'] {
  if (APPLYING.has(status)) return pending ? 'turningOn' : 'turningOff'
  return pending ? 'scheduledOn' : 'scheduledOff'
}

/** State of the switch from what RDS shows; the flag alone decides whether a token is accepted at this moment. */
export function iamAuthOf(reading: SwitchReading): IamAuth {
  const { enabled, pending, status, unsupported, maintenanceWindow } = reading
  if (unsupported !== null && !enabled) return { state: 'unsupported', accepted: false, reason: unsupported }
  if (pending !== undefined && pending !== enabled) {
    const state = pendingState(reading)
    const waits = state === 'scheduledOn' || state === 'scheduledOff'
    const window = maintenanceWindow ? ` (${windowInWords(maintenanceWindow)})` : ''
    return { state, accepted: enabled, reason: waits ? `Waits for the maintenance window${window}.` : null }
  }
  if (status === 'configuring-iam-database-auth') {
    return { state: enabled ? 'turningOff' : 'turningOn', accepted: enabled, reason: null }
  }
  return { state: enabled ? 'on' : 'off', accepted: enabled, reason: null }
}
