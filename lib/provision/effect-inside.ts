import { columnFor, columnsOf } from '@/lib/access/decide/columns'
import { type CompiledAccess, compileAccess } from '@/lib/access/decide/compile-access'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import type { AccessChange } from '@/lib/access/model/access-change'
import type { DatabaseUser } from '@/lib/access/model/database-user'
import { proxiesBefore } from '@/lib/access/model/proxies-before'
import type { Target } from '@/lib/access/model/target'
import { changesOn } from '@/lib/grants/effect'
import type { Question } from './dialect'

/** The account as it would be read with these users inside the server. */
function withUsers({ access, target, state }: Question, users: DatabaseUser[], asOf: string): CompiledAccess {
  const { inventory } = access
  const { databases, roles, schemas, version, administrator } = state
  const scan = {
    ...{ resourceId: target.resourceId, databases, roles, schemas, version, users },
    ...{ unread: [], source: 'token' as const, scannedAt: asOf, scannedAs: administrator.name },
  }
  return compileAccess({ ...inventory, scans: { ...inventory.scans, [target.resourceId]: scan } })
}

/** A pattern stands for users that have columns of their own. */
const isNamed = ({ kind }: MatrixColumn) => kind === 'user' || kind === 'missing'

const differs = (before: MatrixColumn, after: MatrixColumn) =>
  before.iamReady !== after.iamReady || before.secondHop?.state !== after.secondHop?.state

/** Every cell of the server, and of the proxies before it, that another set of users inside wakes or puts to sleep. */
export function effectInside(question: Question, after: DatabaseUser[], asOf: string): AccessChange[] {
  const { target, state, access } = question
  const was = withUsers(question, state.users, asOf)
  const is = withUsers(question, after, asOf)
  const reached = [target, ...proxiesBefore(access.inventory.targets, [target])]
  return reached.flatMap(each => changesAt(was, is, each))
}

function changesAt(was: CompiledAccess, is: CompiledAccess, target: Target): AccessChange[] {
  const columns = [...columnsOf(was, target), ...columnsOf(is, target)].filter(isNamed)
  const pairs = [...new Set(columns.map(({ name }) => name))]
    .map(name => ({ before: columnFor(was, target, name), after: columnFor(is, target, name) }))
    .filter(({ before, after }) => differs(before, after))
  if (pairs.length === 0) return []
  const after = pairs.map(pair => pair.after)
  const before = pairs.map(pair => pair.before)
  return changesOn(was, is, target, after, before).changes
}
