import { scanFor } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { type AccessChange, type AwsCall, countChanges } from '@/lib/access/model/access-change'
import { digestOf } from '@/lib/access/model/digest'
import { nextWindowStart } from '@/lib/access/model/maintenance-window'
import { type IamAuthState, isCluster, type PendingChange, type Target } from '@/lib/access/model/target'
import { asOf } from '@/lib/access/reading/as-of'
import { type CodeChange, codeChangeOf } from './code-change'
import { otherChanges, readiness } from './readiness'
import type { ReadinessCheck } from './readiness-check'
import { switchEffect } from './switch-effect'

export type { AwsCall } from '@/lib/access/model/access-change'
export { readiness } from './readiness'
export type { ReadinessCheck } from './readiness-check'

export interface SwitchPlan {
  resourceId: string
  region: string
  name: string
  desired: 'on' | 'off'
  before: IamAuthState
  checks: ReadinessCheck[]
  blocked: boolean
  /** The other changes that "now" would apply too. */
  waiting: PendingChange[]
  /** Whether applying those now may interrupt connections. */
  restarts: boolean
  /** How it is changed in the code that keeps the target; null: no tag says that code does. */
  code: CodeChange | null
  maintenanceWindow: string | null
  /** ISO */
  nextWindowAt: string | null
  effect: AccessChange[]
  counts: { gains: number; losses: number; conditional: number }
  call: { now: AwsCall; window: AwsCall }
  cli: { now: string; window: string }
  digest: string
  asOf: string
}

const SETTLED_STATES: Record<'on' | 'off', IamAuthState> = { on: 'on', off: 'off' }

/** Done: the flag equals what was asked, nothing waits for it, and RDS is at rest. "available" alone is not done. */
export function settled(target: Target, desired: 'on' | 'off'): boolean {
  return target.iamAuth.state === SETTLED_STATES[desired] && target.status === 'available'
}

function modifyCall(target: Target, desired: 'on' | 'off', immediately: boolean): AwsCall {
  const cluster = isCluster(target.kind)
  const id = cluster ? { DBClusterIdentifier: target.name } : { DBInstanceIdentifier: target.name }
  return {
    service: 'rds',
    action: cluster ? 'ModifyDBCluster' : 'ModifyDBInstance',
    input: { ...id, EnableIAMDatabaseAuthentication: desired === 'on', ApplyImmediately: immediately },
  }
}

function cliOf(target: Target, desired: 'on' | 'off', immediately: boolean): string {
  const cluster = isCluster(target.kind)
  return [
    `aws rds modify-db-${cluster ? 'cluster' : 'instance'} --region ${target.region} \\`,
    `  --db-${cluster ? 'cluster' : 'instance'}-identifier ${target.name} \\`,
    `  --${desired === 'on' ? '' : 'no-'}enable-iam-database-authentication --${immediately ? '' : 'no-'}apply-immediately`,
  ].join('\n')
}

export interface SwitchQuestion {
  target: Target
  desired: 'on' | 'off'
  access: CompiledAccess
  now: Date
}

/** What throwing the switch would do. The digest covers everything read, so a stale preview ends as a conflict. */
export function planSwitch({ target, desired, access, now }: SwitchQuestion): SwitchPlan {
  const checks = readiness(target, desired, scanFor(access, target))
  const waiting = otherChanges(target)
  const effect = target.kind === 'proxy' ? [] : switchEffect(access, target, desired)
  const code = codeChangeOf(target, desired)
  const read = {
    desired,
    resourceId: target.resourceId,
    name: target.name,
    status: target.status,
    iamAuth: target.iamAuth,
    pending: target.pendingChanges,
    blocking: checks.filter(check => check.outcome === 'block').map(check => check.id),
    effect,
    ...(code ? { code: code.owner } : {}),
  }
  return {
    resourceId: target.resourceId,
    region: target.region,
    name: target.name,
    desired,
    before: target.iamAuth.state,
    checks,
    blocked: checks.some(check => check.outcome === 'block'),
    waiting,
    restarts: waiting.some(change => change.restarts !== false),
    code,
    maintenanceWindow: target.maintenanceWindow,
    nextWindowAt: nextWindowStart(target.maintenanceWindow, now)?.toISOString() ?? null,
    effect,
    counts: countChanges(effect),
    call: { now: modifyCall(target, desired, true), window: modifyCall(target, desired, false) },
    cli: { now: cliOf(target, desired, true), window: cliOf(target, desired, false) },
    digest: digestOf(read),
    asOf: asOf(access.inventory),
  }
}
