import { administrators } from '@/lib/access/decide/administrators'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { DecidedTarget } from '@/lib/access/decide/decided-targets'
import { shownColumns } from '@/lib/access/matrix/matrix-view'
import { isProduction, type Scoped } from '@/lib/access/model/production'
import { columnTraits, judgeRow, type RowReach } from './row-reach'
import { countUserColumns, type UserReach } from './user-tally'

/** How far one principal comes. A target counts once, as the most that any of its cells says. */
export interface PrincipalReach {
  /** Can connect as somebody, conditions or not. */
  targets: number
  /** Of those, only on a condition. */
  conditional: number
  /** Nobody to connect as that was decided, and something that could not be. */
  notEvaluated: number
  /** Allowed, and stopped by the target. */
  dormant: number
  /** What the matrix calls reach, over all targets: database users with a name, patterns left out. */
  databaseUsers: number
  /** Of `targets`, those whose users were not read and that let it in as any name. */
  anyName: number
}

/** By how many principals one target is reached: the same words from the other side. */
export interface TargetReach {
  principals: number
  conditional: number
  notEvaluated: number
  dormant: number
  /** Of `principals`, those that no name lets in: only a wildcard does. */
  onlyWildcard: number
  /** Of `principals`, those let in as any name; nobody where the users were read. */
  anyName: number
}

export interface AccountReach {
  /** By place in the inventory. */
  principals: Scoped<PrincipalReach[]>
  /** By place in the inventory; `administrators` are counted in `everyone` too. */
  targets: { everyone: TargetReach; administrators: TargetReach }[]
  users: Map<string, Scoped<UserReach>>
}

const noReach = (): PrincipalReach => ({
  targets: 0,
  conditional: 0,
  notEvaluated: 0,
  dormant: 0,
  databaseUsers: 0,
  anyName: 0,
})

const noTally = (): TargetReach => ({
  principals: 0,
  conditional: 0,
  notEvaluated: 0,
  dormant: 0,
  onlyWildcard: 0,
  anyName: 0,
})

export function startReach({ inventory }: CompiledAccess): AccountReach {
  const { principals } = inventory
  return {
    principals: { all: principals.map(noReach), production: principals.map(noReach) },
    targets: [],
    users: new Map(),
  }
}

/** Adds one target, the next in order. */
export function countReach(access: CompiledAccess, account: AccountReach, decided: DecidedTarget): void {
  const shown = shownColumns(decided)
  const traits = columnTraits(decided.columns, shown)
  const production = isProduction(decided.target)
  const isAdministrator = administrators(access)
  const tally = { everyone: noTally(), administrators: noTally() }
  decided.principals.forEach((principal, row) => {
    const found = judgeRow(decided, row, traits)
    addToPrincipal(account.principals.all[principal], found)
    if (production) addToPrincipal(account.principals.production[principal], found)
    addToTarget(tally.everyone, found)
    if (isAdministrator[principal]) addToTarget(tally.administrators, found)
  })
  account.targets.push(tally)
  countUserColumns(access, account.users, decided, shown)
}

function addToPrincipal(reach: PrincipalReach | undefined, found: RowReach): void {
  if (!reach) return
  reach.databaseUsers += found.databaseUsers
  if (found.best === 'canConnect' || found.best === 'conditional') {
    reach.targets++
    if (found.anyName) reach.anyName++
  }
  if (found.best !== 'canConnect' && found.best !== null) reach[found.best]++
}

function addToTarget(tally: TargetReach, found: RowReach): void {
  if (found.best === 'canConnect' || found.best === 'conditional') {
    tally.principals++
    if (found.onlyWildcard) tally.onlyWildcard++
    if (found.anyName) tally.anyName++
  }
  if (found.best !== 'canConnect' && found.best !== null) tally[found.best]++
}
