import type { DatabaseScan } from './database-user'
import type { AccountReading } from './inventory'
import { maySignIn, namesInside } from './name-inside'
import type { Target } from './target'

/** The users of a target as last read: of a proxy, those of the database it stands before. Needs no IAM. */
export function scanBehind({ scans }: Pick<AccountReading, 'scans'>, target: Target): DatabaseScan | null {
  const ids = [target.resourceId, ...(target.proxy?.targets ?? []).map(behind => behind.resourceId)]
  for (const id of ids) {
    const scan = id ? scans[id] : undefined
    if (scan) return scan
  }
  return null
}

export interface UserCounts {
  /** IAM-ready users; null: the database was not read. */
  iamUsers: number | null
  databaseUsers: number | null
}

/** Names, each once: several rows of one are one user. */
export function countUsers(scan: Pick<DatabaseScan, 'users'>) {
  const users = [...namesInside(scan).values()].filter(({ rows }) => rows.some(maySignIn))
  return { iamUsers: users.filter(({ ready }) => ready !== 'nowhere').length, databaseUsers: users.length }
}

/** A proxy has no users of its own. */
export function userCounts(reading: Pick<AccountReading, 'scans'>, target: Target): UserCounts {
  const scan = target.kind === 'proxy' ? null : scanBehind(reading, target)
  return scan ? countUsers(scan) : { iamUsers: null, databaseUsers: null }
}
