import type { PlanStep, SqlWork } from '../grant-plan'
import { userLabel } from './fact'

/** Whoever writes this user of this server waits for whoever does already. */
export const userLock = ({ resourceId, user }: Pick<SqlWork, 'resourceId' | 'user'>) =>
  `databaseUser ${resourceId} ${userLabel(user)}`

/** `CREATE USER`, `GRANT`: never a name. */
const verbOf = (statement = '') =>
  /^(?:(?:CREATE|ALTER|DROP) [A-Z]+|[A-Z]+)/i.exec(statement.trim())?.[0].toUpperCase() ?? 'SQL'

/** Statements inside one database as one step of a change. */
export function sqlStep(work: SqlWork, title: string): PlanStep {
  const { resourceId, user, database, statements, inTransaction } = work
  const input = { resourceId, user: userLabel(user), database, statements, inTransaction }
  return {
    call: { service: 'sql', action: verbOf(statements[0]), input },
    title,
    subject: userLabel(user),
    note: null,
    locks: userLock(work),
    sql: work,
  }
}
