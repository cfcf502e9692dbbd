import { headingTo } from '@/lib/access/model/iam-auth-state'
import { nextWindowStart, windowInWords } from '@/lib/access/model/maintenance-window'
import type { IamAuth, Target } from '@/lib/access/model/target'

/** The last switch of a target that this server sent and RDS took, and that nobody has seen settle. */
export interface OwnSwitch {
  /** ISO */
  at: string
  desired: 'on' | 'off'
  when: 'now' | 'window'
}

/** So long "now" explains what RDS shows as pending: later somebody else may have asked anew. */
const HOLDS_MS = 60 * 60_000

const asked = ({ maintenanceWindow }: Target): string =>
  `Waits for the maintenance window${maintenanceWindow ? ` (${windowInWords(maintenanceWindow)})` : ''}.`

function told(target: Target, { at, desired, when }: OwnSwitch, now: Date): IamAuth | null {
  const { iamAuth } = target
  if (headingTo(iamAuth.state) !== desired) return null
  const since = new Date(at)
  if (when === 'now') {
    if (now.getTime() - since.getTime() > HOLDS_MS) return null
    const state = desired === 'on' ? 'turningOn' : 'turningOff'
    return { state, accepted: iamAuth.accepted, reason: null, since: at }
  }
  if (!iamAuth.state.startsWith('pending')) return null
  const opens = nextWindowStart(target.maintenanceWindow, since)
  if (!opens || opens <= now) return null
  const state = desired === 'on' ? 'scheduledOn' : 'scheduledOff'
  return { state, accepted: iamAuth.accepted, reason: asked(target) }
}

/** RDS shows a switch that waits and one just sent alike. What we asked for says which it is; of others nothing is claimed. */
export function withOwnSwitch(target: Target, own: OwnSwitch | null, now: Date): Target {
  const iamAuth = own && told(target, own, now)
  return iamAuth ? { ...target, iamAuth } : target
}
