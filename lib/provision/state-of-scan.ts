import type { DatabaseScan, DatabaseUser } from '@/lib/access/model/database-user'
import { factLine, type UserFact } from './user-fact'
import type { UserIntent } from './user-intent'
import type { ServerState } from './user-plan'

/** What a scan tells of a user; its rights are words there, and no facts. */
function factsOf({ signIn, detail, grantPath }: DatabaseUser): UserFact[] {
  const held =
    detail?.memberships ?? grantPath.slice(-2, -1).map(role => ({ role, admin: false, inForce: true }))
  return [
    { kind: 'exists' },
    ...(signIn === 'noLogin' || signIn === 'locked' ? [] : [{ kind: 'signIn' } as const]),
    ...held.map(membership => ({ kind: 'member', host: null, ...membership }) as const),
  ]
}

/** Only what adds to a user can be planned on so little: to take away one must know what there is, and how it signs in now. */
const canRest = ({ kind }: UserIntent, known: DatabaseUser | undefined) =>
  kind === 'create' || kind === 'addRights' || (kind === 'makeReady' && known?.host === null)

/**
 * The inside of a server as it was last read, for SQL that somebody runs by hand, with whatever rights they have. Null: too
 * little was read for what is wanted.
 */
export function stateOfScan(scan: DatabaseScan, intent: UserIntent): ServerState | null {
  const { name, host } = intent.user
  const known = scan.users.find(user => user.name === name && (host === null || user.host === host))
  if (!canRest(intent, known)) return null
  const { users, roles, databases, schemas, version } = scan
  return {
    users,
    roles,
    databases,
    schemas,
    version,
    administrator: {
      name: 'your administrator',
      host: null,
      superuser: true,
      createsUsers: true,
      adminOf: [],
      actsAs: [],
      grantable: [],
      setsDefaultRoles: true,
      endsSessions: true,
      blind: ['what whoever runs the SQL may do'],
    },
    readOnly: false,
    iamLoaded: true,
    facts: known ? factsOf(known).map(factLine).sort() : null,
    factsOfOther: null,
    owned: [],
    heldBy: users
      .filter(({ detail }) => detail?.memberships.some(({ role }) => role === name))
      .map(holder => holder.name),
    passedOnBy: [],
    owners: [],
    publicFacts: [],
    lendIam: users.filter(({ grantPath }) => grantPath.length > 0).map(user => user.name),
  }
}
