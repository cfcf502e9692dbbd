import { administrators } from '@/lib/access/decide/administrators'
import { holdsUnread } from '@/lib/access/decide/caveat-holders'
import { scanFor } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { Principal } from '@/lib/access/model/principal'
import { countWithout, emptySet, setOf } from '@/lib/access/model/principal-set'
import { isProduction } from '@/lib/access/model/production'
import type { Target } from '@/lib/access/model/target'
import { namedCount } from '@/lib/access/reading/unread-policies'
import type { PrincipalReach, TargetReach } from './account-reach'
import { accountReach } from './summary'

export interface ReachScope {
  /** Count production targets only. */
  production: boolean
  withoutAdministrators: boolean
}

export interface PrincipalReachRow
  extends Omit<PrincipalReach, 'databaseUsers'>,
    Pick<Principal, 'arn' | 'label' | 'group' | 'description'> {
  administrator: boolean
  /** Null: not known, names may be in policies that it holds unread. */
  databaseUsers: number | null
  /** Production targets that it reaches. */
  production: number
}

export function principalReachRows(access: CompiledAccess, scope: ReachScope): PrincipalReachRow[] {
  const { principals } = accountReach(access)
  const isAdministrator = administrators(access)
  const isUnread = holdsUnread(access)
  return access.inventory.principals.flatMap(({ arn, label, group, description }, index) => {
    const reach = (scope.production ? principals.production : principals.all)[index]
    const administrator = isAdministrator[index] === true
    if (!reach || (administrator && scope.withoutAdministrators)) return []
    const production = principals.production[index]?.targets ?? 0
    const databaseUsers = namedCount(reach.databaseUsers, isUnread(index))
    return [{ arn, label, group, description, administrator, production, ...reach, databaseUsers }]
  })
}

export interface TargetReachRow
  extends TargetReach,
    Pick<Target, 'name' | 'resourceId' | 'region' | 'kind' | 'engineLabel' | 'maintenanceWindow'> {
  iamAuth: Target['iamAuth']
  production: boolean
  /** Of `principals`; null: left out of every count. */
  administrators: number | null
  /** False: its users are known from policies alone, or are those of the database behind a proxy. */
  read: boolean
}

function withoutThem(everyone: TargetReach, them: TargetReach): TargetReach {
  return {
    principals: everyone.principals - them.principals,
    conditional: everyone.conditional - them.conditional,
    notEvaluated: everyone.notEvaluated - them.notEvaluated,
    dormant: everyone.dormant - them.dormant,
    onlyWildcard: everyone.onlyWildcard - them.onlyWildcard,
    anyName: everyone.anyName - them.anyName,
  }
}

export function targetReachRows(access: CompiledAccess, scope: ReachScope): TargetReachRow[] {
  const { targets } = accountReach(access)
  return access.inventory.targets.flatMap((target, index) => {
    const reach = targets[index]
    const production = isProduction(target)
    if (!reach || (scope.production && !production)) return []
    const { name, resourceId, region, kind, engineLabel, maintenanceWindow, iamAuth } = target
    const counts = scope.withoutAdministrators
      ? withoutThem(reach.everyone, reach.administrators)
      : reach.everyone
    return [
      {
        ...{ name, resourceId, region, kind, engineLabel, maintenanceWindow, iamAuth, production },
        ...counts,
        administrators: scope.withoutAdministrators ? null : reach.administrators.principals,
        read: isRead(access, target),
      },
    ]
  })
}

/** A proxy has no users of its own. */
export function isRead(access: CompiledAccess, target: Target): boolean {
  return target.kind !== 'proxy' && scanFor(access, target) !== null
}

export interface UserReachRow {
  name: string
  /** Targets on which it exists, IAM-ready or not. */
  exists: number
  ready: number
  /** Targets for which policies name it and whose database has no such user. */
  missing: number
  /** Targets for which policies name it and whose users were not read. */
  unread: number
  /** Targets on which somebody can connect as it. */
  reachedOn: number
  /** Who can connect as it somewhere. */
  principals: number
  /** Who reaches it nowhere, and for whom it could not be decided somewhere. */
  notEvaluated: number
  /** Who reaches it nowhere, and whom only the target stops. */
  dormant: number
}

export function userReachRows(access: CompiledAccess, scope: ReachScope): UserReachRow[] {
  const flags = administrators(access)
  const leftOut = scope.withoutAdministrators ? setOf(flags) : emptySet(flags.length)
  return [...accountReach(access).users].flatMap(([name, { all, production }]) => {
    const user = scope.production ? production : all
    const { ready, notReady, missing, unread, reach, dormant, notEvaluated } = user
    const reachedOn = scope.withoutAdministrators ? user.reachedByOthersOn : user.reachedOn
    if (ready + notReady + missing + unread === 0) return []
    return [
      {
        ...{ name, exists: ready + notReady, ready, missing, unread, reachedOn },
        principals: countWithout(reach, leftOut),
        notEvaluated: countWithout(notEvaluated, reach, leftOut),
        dormant: countWithout(dormant, reach, notEvaluated, leftOut),
      },
    ]
  })
}
