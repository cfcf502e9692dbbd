import 'server-only'
import type { PlanStep } from '@/lib/grants/grant-plan'
import { userLabel } from '@/lib/grants/steps/fact'
import { withoutSessions } from '@/lib/grants/steps/user-lines'
import { planSteps } from '@/lib/provision/plan-steps'
import type { UserIntent } from '@/lib/provision/user-intent'
import type { AuditAction } from '@/lib/records/audit-entry'
import type { ChangePart } from '@/lib/services/changes/change'
import { cellsOf } from '@/lib/services/changes/part-entry'
import type { FreshUserPlan } from '@/lib/services/databases/user-plan-now'

const WORDS: Record<UserIntent['kind'], { action: AuditAction; label: string }> = {
  create: { action: 'createDatabaseUser', label: 'Create' },
  makeReady: { action: 'changeDatabaseUser', label: 'Make IAM-ready:' },
  addRights: { action: 'changeDatabaseUser', label: 'Give rights to' },
  revokeRights: { action: 'changeDatabaseUser', label: 'Take rights from' },
  close: { action: 'changeDatabaseUser', label: 'Close the sign-in of' },
  endSessions: { action: 'endUserSessions', label: 'End the sessions of' },
  remove: { action: 'removeDatabaseUser', label: 'Remove' },
}

const linesTogether = (steps: readonly PlanStep[], which: 'adds' | 'removes') =>
  withoutSessions(steps.flatMap(({ sql }) => sql?.[which] ?? []))

/** A change of a database user as it is carried out and recorded, with what becomes true of it and what no longer is. */
export function userPart({ plan, target }: FreshUserPlan, reason: string): ChangePart {
  const { intent, effect, digest } = plan
  const steps = planSteps(plan)
  const { action, label } = WORDS[intent.kind]
  const user = userLabel(intent.user)
  return {
    steps,
    entry: {
      action,
      target: target.name,
      targetRegion: target.region,
      resourceId: target.resourceId,
      databaseUser: user,
      principal: null,
      reason,
      before: { facts: linesTogether(steps, 'removes') },
      after: { facts: linesTogether(steps, 'adds'), digest },
    },
    cells: () => cellsOf(effect),
    detail: `${label} ${user} on ${target.name}: ${steps.map(({ title }) => title).join('; ')}.`,
    label: `${label} ${user}`,
    settles: 'done',
  }
}
