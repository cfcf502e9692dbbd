import type { ProgressStep } from '@/components/plan-steps'
import { headingTo, waitingFor } from '@/lib/access/model/iam-auth-state'
import type { PendingChange, Target } from '@/lib/access/model/target'
import { formatClock } from '@/lib/format'
import type { ActivityRecord } from '../../_components/activity-record'

/** What is known of the last change made here; a part of its record. */
export interface SwitchRecord {
  at: string
  action: string
  after: unknown
  awsCalls: { action: string; requestId: string | null }[]
}

export interface Progress {
  /**
   * `elsewhere`: RDS is changing the switch, but not by our hand. `pending`: RDS does not say when, and nothing here tells.
   * `settled`: done lately.
   */
  stage: 'running' | 'scheduled' | 'pending' | 'settled' | 'elsewhere'
  desired: 'on' | 'off'
  steps: ProgressStep[]
  /** ISO; null: not known. */
  since: string | null
  late: boolean
  /** Of the steps, for the bar. */
  share: number
}

const SWITCHES: readonly ActivityRecord['action'][] = [
  'turnOnIamAuth',
  'turnOffIamAuth',
  'cancelIamAuthChange',
]
const REACHED_RDS: readonly ActivityRecord['outcome'][] = ['done', 'running', 'partial']

/** The newest that RDS took. One that is only announced may never have reached it. */
export function lastSwitchOf<Entry extends Pick<ActivityRecord, 'action' | 'outcome'> & { after?: unknown }>(
  records: readonly Entry[],
): Entry | null {
  const isSwitch = ({ action, after }: Entry) => SWITCHES.includes(action) || wantedBy({ after }) !== null
  return records.find(record => REACHED_RDS.includes(record.outcome) && isSwitch(record)) ?? null
}

const LATELY_MS = 15 * 60_000

function wantedBy(record: { after?: unknown }): 'on' | 'off' | null {
  const after = record.after as { iamAuth?: unknown } | null | undefined
  return after?.iamAuth === 'on' || after?.iamAuth === 'off' ? after.iamAuth : null
}

function alsoApplied(record: SwitchRecord | null): PendingChange[] {
  const list = (record?.after as { alsoApplied?: unknown } | null | undefined)?.alsoApplied
  return Array.isArray(list) ? (list as PendingChange[]) : []
}

const done = (id: string, title: string, detail: string, time: string | null = null): ProgressStep => ({
  id,
  state: 'done',
  title,
  detail,
  time,
})

function acceptedStep(
  record: SwitchRecord | null,
  waits: 'scheduled' | 'pending' | null = null,
): ProgressStep {
  const call = record?.awsCalls[0]
  if (!record || !call) {
    const title = waits ? `A change is ${waits}` : 'RDS is applying a change'
    return done('accepted', title, 'It was not made here, or its record is gone')
  }
  const action = call.action.replace('rds:', '')
  const request = call.requestId ? `, request ${call.requestId.slice(0, 4)}…${call.requestId.slice(-4)}` : ''
  return done('accepted', 'RDS accepted the change', `${action}${request}`, formatClock(record.at))
}

function waitingSteps(target: Target, record: SwitchRecord | null): ProgressStep[] {
  return alsoApplied(record).map(change => {
    const waits = target.pendingChanges.some(pending => pending.field === change.field)
    const detail = change.restarts === false ? 'No interruption' : 'Connections may drop once'
    return waits
      ? {
          id: change.field,
          state: 'running',
          title: `Changing ${change.label.toLowerCase()} to ${change.after}`,
          detail,
        }
      : done(change.field, `${change.label} is ${change.after}`, detail)
  })
}

/** The steps of one change of the switch; null when nothing is under way and nothing was lately. */
export function progressOf(target: Target, last: SwitchRecord | null, now: string): Progress | null {
  const { state } = target.iamAuth
  const moving = headingTo(state)
  const wanted = last ? wantedBy(last) : null
  const age = last ? Date.parse(now) - Date.parse(last.at) : Number.POSITIVE_INFINITY
  const current = state === 'on' || state === 'off' ? state : null
  const atRest = target.status === 'available'
  const inHand = wanted !== null && age < LATELY_MS && last?.action !== 'cancelIamAuthChange'
  const desired = moving ?? (inHand ? wanted : null)
  if (!desired) return null
  const own = last && wanted === desired ? last : null
  const confirm = `Confirmed by Describe${target.kind === 'instance' ? 'DBInstances' : 'DBClusters'}, not by the request`
  const title = `IAM authentication ${desired}`
  const base = { desired, since: own?.at ?? null, late: age >= LATELY_MS && own !== null }
  // Just after "apply now" RDS answers as it does for a change that waits: pending, and still available.
  const sentNow = own !== null && (own.after as { when?: unknown } | null)?.when === 'now' && age < LATELY_MS
  if (waitingFor(state) && !sentNow) {
    const stage = state.startsWith('scheduled') ? 'scheduled' : 'pending'
    const [record, detail] =
      stage === 'scheduled'
        ? [own, 'In the maintenance window']
        : [null, 'RDS does not say when: at once, or in the maintenance window']
    const steps: ProgressStep[] = [
      acceptedStep(record, stage),
      { id: 'switch', state: 'todo', title, detail },
    ]
    return { ...base, stage, steps, late: false, share: 0 }
  }
  const first = [acceptedStep(own), ...waitingSteps(target, own)]
  const settled = current === desired && atRest
  if (settled && !own) return null
  const working: ProgressStep = {
    id: 'status',
    state: settled ? 'done' : 'running',
    title: settled ? 'The target is available' : 'RDS is working',
    detail: `Status ${target.status}`,
  }
  const confirmed: ProgressStep = { id: 'switch', state: settled ? 'done' : 'todo', title, detail: confirm }
  const steps = [...first, working, confirmed]
  const share = steps.filter(step => step.state === 'done').length / steps.length
  const stage = settled ? 'settled' : own ? 'running' : 'elsewhere'
  return { ...base, stage, steps, share: Math.max(0.08, share) }
}
