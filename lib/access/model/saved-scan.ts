import type { DatabaseScan, DatabaseUser } from './database-user'

/** What every Gatehouse so far has kept of a scan; the rest is younger. */
type Kept = Pick<DatabaseScan, 'resourceId' | 'databases' | 'scannedAs'> &
  Omit<Partial<DatabaseScan>, 'users'> & {
    users: (Omit<DatabaseUser, 'host' | 'detail'> & Partial<Pick<DatabaseUser, 'host' | 'detail'>>)[]
  }

/** A scan as the records hold it; what its Gatehouse did not read yet is not read. */
export function savedScan(saved: unknown, scannedAt: string): DatabaseScan {
  const kept = saved as Kept
  return {
    roles: [],
    schemas: [],
    unread: [],
    version: null,
    source: 'token',
    ...kept,
    users: kept.users.map(user => ({ ...user, host: user.host ?? null, detail: user.detail ?? null })),
    scannedAt,
  }
}
