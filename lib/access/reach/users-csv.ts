import { csv } from '@/lib/csv'
import type { DatabaseScan, DatabaseUser } from '../model/database-user'
import type { Target } from '../model/target'
import { userKey } from './users-view'

const HEAD = [
  'user',
  'host',
  'signs in by',
  'IAM-ready',
  'why not',
  'administers',
  'can do',
  'member of',
  'database',
  'schema',
  'rights',
  'tables',
  'on tables made later',
  'principals that can connect',
]

const NOT_READ = 'not read'

const memberships = ({ detail }: DatabaseUser) =>
  detail?.memberships
    .map(
      ({ role, admin, inForce }) =>
        `${role}${admin ? ' (may pass it on)' : ''}${inForce ? '' : ' (after SET ROLE)'}`,
    )
    .join(' ')

function tables({ tables: named, more }: { tables: { name: string }[]; more: number }): string {
  return [...named.map(({ name }) => name), ...(more > 0 ? [`and ${more} more`] : [])].join(' ')
}

/** One row for each place in which a user has rights, one where it has none: what an auditor sorts and filters. */
export function usersCsv(
  users: DatabaseUser[],
  scan: DatabaseScan,
  target: Target,
  reach: (name: string) => number | null,
): string {
  const about = [
    ['Database users of', target.name, target.resourceId],
    ['Read at', scan.scannedAt, 'as', scan.scannedAs, scan.source === 'pasted' ? 'by hand' : ''],
    ...scan.unread.map(({ database, what, why }) => ['Not read', database ?? 'whole server', what, why]),
    [],
  ]
  const rows = users.flatMap(user => {
    const own = [
      user.name,
      user.host,
      user.signIn,
      user.iamReady ? 'yes' : 'no',
      user.reason,
      user.superuser ? 'yes' : 'no',
      user.canDo ?? NOT_READ,
      memberships(user) ?? NOT_READ,
    ]
    const principals = reach(user.name) ?? 'not evaluated'
    const places = user.detail?.rights ?? []
    const rights = user.detail && user.canDo !== null ? null : NOT_READ
    if (places.length === 0) return [[...own, null, null, rights, null, null, principals]]
    return places.map(place => [
      ...own,
      place.database,
      place.schema,
      place.words,
      tables(place),
      place.future,
      principals,
    ])
  })
  return about.map(line => csv(line.map(String), [])).join('') + csv(HEAD, rows)
}

/** The same with nothing cut but what the reading itself left out. */
export const usersJson = (
  users: DatabaseUser[],
  scan: DatabaseScan,
  target: Target,
  reach: (name: string) => number | null,
) => ({
  target: { name: target.name, resourceId: target.resourceId, region: target.region },
  readAt: scan.scannedAt,
  readAs: scan.scannedAs,
  source: scan.source,
  version: scan.version,
  notRead: scan.unread,
  users: users.map(user => ({ ...user, key: userKey(user), principals: reach(user.name) })),
  roles: scan.roles,
})
