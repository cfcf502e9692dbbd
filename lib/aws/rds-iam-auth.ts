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

/** While RDS applies the switch: RDS User Guide, "Viewing instance status". `modifying` may be about anything else. */
const APPLYING = 'configuring-iam-database-auth'

/** RDS shows a change that waits and one just sent alike: pending, with the target available. Who asked may know. */
function pendingReason(maintenanceWindow: string | null): string {
  const window = maintenanceWindow ? ` (${windowInWords(maintenanceWindow)})` : ''
  return `RDS has this pending and does not say whether it applies it now or in the maintenance window${window}.`
}

/** State of the switch from what RDS shows; the flag alone decides whether a token is accepted at this moment. */
export function iamAuthOf(reading: SwitchReading): IamAuth {
  const { enabled, pending, status, unsupported, maintenanceWindow } = reading
  if (unsupported !== null && !enabled) return { state: 'unsupported', accepted: false, reason: unsupported }
  if (status === APPLYING) {
    const state = (pending ?? !enabled) ? 'turningOn' : 'turningOff'
    return { state, accepted: enabled, reason: null }
  }
  if (pending !== undefined && pending !== enabled) {
    const state = pending ? 'pendingOn' : 'pendingOff'
    return { state, accepted: enabled, reason: pendingReason(maintenanceWindow) }
  }
  return { state: enabled ? 'on' : 'off', accepted: enabled, reason: null }
}
