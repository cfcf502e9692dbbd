import { columnFor, columnsOf } from '@/lib/access/decide/columns'
import { type CompiledAccess, compileAccess } from '@/lib/access/decide/compile-access'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import type { AccessChange } from '@/lib/access/model/access-change'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import { proxiesBefore } from '@/lib/access/model/proxies-before'
import type { Target } from '@/lib/access/model/target'
import { changesOn } from '@/lib/grants/effect'
import { userInScan } from '@/lib/grants/user-in-scan'
import type { Question } from './dialect'
import { factLine, type UserFact } from './user-fact'

/** The inside of the server as it was read for the plan: older scans may say otherwise. */
export function scanOf({ target, state }: Pick<Question, 'target' | 'state'>, asOf: string): DatabaseScan {
  const { users, databases, roles, schemas, version, administrator } = state
  return {
    ...{ resourceId: target.resourceId, users, databases, roles, schemas, version },
    ...{ unread: [], source: 'token', scannedAt: asOf, scannedAs: administrator.name },
  }
}

function withScan({ inventory }: CompiledAccess, scan: DatabaseScan): CompiledAccess {
  return compileAccess({ ...inventory, scans: { ...inventory.scans, [scan.resourceId]: scan } })
}

/** A pattern stands for users that have columns of their own. */
const isNamed = ({ kind }: MatrixColumn) => kind === 'user' || kind === 'missing'

const differs = (before: MatrixColumn, after: MatrixColumn) =>
  before.iamReady !== after.iamReady || before.secondHop?.state !== after.secondHop?.state

/** Every cell of the server, and of the proxies before it, that wakes or becomes dormant once this is true of the user. */
export function effectInside(question: Question, after: readonly UserFact[], asOf: string): AccessChange[] {
  const { target, access, user, state } = question
  const scan = scanOf(question, asOf)
  const lines = after.length > 0 ? after.map(factLine) : null
  const was = withScan(access, scan)
  const is = withScan(access, userInScan(scan, user, lines, state.lendIam))
  const reached = [target, ...proxiesBefore(access.inventory.targets, [target])]
  return reached.flatMap(each => changesAt(was, is, each))
}

function changesAt(was: CompiledAccess, is: CompiledAccess, target: Target): AccessChange[] {
  const [old, fresh] = [was, is].map(
    access => new Map(columnsOf(access, target).map(column => [column.name, column])),
  )
  const columns = [...(old?.values() ?? []), ...(fresh?.values() ?? [])].filter(isNamed)
  const pairs = [...new Set(columns.map(({ name }) => name))]
    .map(name => ({
      before: old?.get(name) ?? columnFor(was, target, name),
      after: fresh?.get(name) ?? columnFor(is, target, name),
    }))
    .filter(({ before, after }) => differs(before, after))
  if (pairs.length === 0) return []
  const after = pairs.map(pair => pair.after)
  const before = pairs.map(pair => pair.before)
  return changesOn(was, is, target, after, before).changes
}
