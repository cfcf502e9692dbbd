import 'server-only'
import { z } from 'zod'
import type { Login } from '@/lib/databases/connection'
import type { Limits, Session } from '@/lib/databases/conversation'
import { converse } from '@/lib/databases/postgres/converse'
import { membersSql, placesSql, roleNamed, roleSql } from '@/lib/databases/postgres/facts-sql'
import { nameInDatabase } from '@/lib/databases/postgres/postgres-reading'
import { databaseRights, rightsInside } from '@/lib/databases/postgres/rights-inside'
import type { UserFact } from '@/lib/provision/user-fact'

export const FACTS_LIMITS: Limits = { deadlineMs: 30_000, bytes: 8_388_608, rows: 40_000 }

const words = z.string().max(4_000)
const roleRow = z.object({
  login: z.boolean(),
  limit: z.number(),
  expires: z.boolean(),
  attributes: z.array(words),
  settings: z.array(words),
  sessions: z.array(words),
})
const memberRow = z.object({ role: nameInDatabase, admin: z.boolean(), in_force: z.boolean() })
const placeRow = z.object({ database: nameInDatabase, owned: z.number() })
const versionRow = z.object({ version: z.coerce.number() })

const VERSION_SQL = `select current_setting('server_version_num') as version`

/** A role as the whole server knows it, and the databases where there is more of it. */
export interface RoleFound {
  facts: UserFact[]
  places: z.infer<typeof placeRow>[]
}

export const serverVersion = async (session: Session) => (await session.row(versionRow, VERSION_SQL)).version

/** Null: there is no such role. */
export async function readRole(session: Session, name: string): Promise<RoleFound | null> {
  const [role] = await session.rows(roleRow, roleSql(name))
  if (!role) return null
  const members = await session.rows(memberRow, membersSql(name, await serverVersion(session)))
  const places = await session.rows(placeRow, placesSql(name))
  const facts: UserFact[] = [
    { kind: 'exists' },
    ...(role.login ? [{ kind: 'signIn' } as const] : []),
    ...(role.limit >= 0 ? [{ kind: 'limit', connections: role.limit } as const] : []),
    ...role.attributes.map(attribute => ({ kind: 'attribute', name: attribute }) as const),
    ...members.map(({ role: held, admin, in_force: inForce }): UserFact => {
      return { kind: 'member', role: held, host: null, admin, inForce }
    }),
    ...(await databaseRights(session, roleNamed(name))),
    ...places.filter(({ owned }) => owned > 0).map(({ database }) => ({ kind: 'owns', database }) as const),
    ...role.sessions.map(id => ({ kind: 'session', id }) as const),
    ...role.settings.map(setting => ({ kind: 'other', text: `the setting ${setting}` }) as const),
    ...(role.expires ? [{ kind: 'other', text: 'a password that expires' } as const] : []),
  ]
  return { facts, places }
}

/** Null: there is no such role. A database that does not let us in stops it: half a truth is no ground for a change. */
export async function readUserFacts(login: Login, name: string): Promise<UserFact[] | null> {
  const nobodyWatches = () => {}
  const found = await converse(login, FACTS_LIMITS, nobodyWatches, session => readRole(session, name))
  if (!found) return null
  const facts = [...found.facts]
  // Only where the catalogue of the whole server says that there is something: PostgreSQL, "pg_shdepend".
  for (const { database } of found.places) {
    const inside = await converse(
      { ...login, databaseName: database },
      FACTS_LIMITS,
      nobodyWatches,
      session => rightsInside(session, database, roleNamed(name)),
    )
    facts.push(...inside)
  }
  return facts
}
