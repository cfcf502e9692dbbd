import 'server-only'
import { z } from 'zod'
import type { Login } from '@/lib/databases/connection'
import { converse, type Limits, type Session } from '@/lib/databases/postgres/converse'
import {
  databaseRightsSql,
  laterSql,
  membersSql,
  otherSql,
  placesSql,
  rightsSql,
  roleSql,
} from '@/lib/databases/postgres/facts-sql'
import { nameInDatabase } from '@/lib/databases/postgres/map-roles'
import type { Place, UserFact } from '@/lib/provision/user-fact'

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
const databaseRightRow = z.object({ database: nameInDatabase, privilege: words, grantable: z.boolean() })
const rightRow = z.object({
  schema: nameInDatabase,
  kind: z.enum(['schema', 'table', 'sequence']),
  name: nameInDatabase.nullable(),
  privilege: words,
  grantable: z.boolean(),
})
const laterRow = z.object({
  maker: nameInDatabase,
  schema: nameInDatabase.nullable(),
  privilege: words,
  kind: words,
})
const otherRow = z.object({ text: words })
const versionRow = z.object({ version: z.coerce.number() })

export const VERSION_SQL = `select current_setting('server_version_num') as version`

/** A role as the whole server knows it, and the databases where there is more of it. */
export interface RoleFound {
  facts: UserFact[]
  places: z.infer<typeof placeRow>[]
}

/** Null: there is no such role. */
export async function readRole(session: Session, name: string): Promise<RoleFound | null> {
  await session.rows(z.unknown(), 'set standard_conforming_strings = on')
  const [role] = await session.rows(roleRow, roleSql(name))
  if (!role) return null
  const { version } = await session.row(versionRow, VERSION_SQL)
  const members = await session.rows(memberRow, membersSql(name, version))
  const rights = await session.rows(databaseRightRow, databaseRightsSql(name))
  const places = await session.rows(placeRow, placesSql(name))
  const facts: UserFact[] = [
    { kind: 'exists' },
    ...(role.login ? [{ kind: 'signIn' } as const] : []),
    ...(role.limit >= 0 ? [{ kind: 'limit', connections: role.limit } as const] : []),
    ...role.attributes.map(attribute => ({ kind: 'attribute', name: attribute }) as const),
    ...members.map(
      ({ role: held, admin, in_force: inForce }) =>
        ({ kind: 'member', role: held, host: null, admin, inForce }) as const,
    ),
    ...rights.map(
      ({ database, privilege, grantable }) =>
        ({ kind: 'right', privilege, on: { level: 'database', database }, grantable }) as const,
    ),
    ...places.filter(({ owned }) => owned > 0).map(({ database }) => ({ kind: 'owns', database }) as const),
    ...role.sessions.map(id => ({ kind: 'session', id }) as const),
    ...role.settings.map(setting => ({ kind: 'other', text: `the setting ${setting}` }) as const),
    ...(role.expires ? [{ kind: 'other', text: 'a password that expires' } as const] : []),
  ]
  return { facts, places }
}

function placeOf(database: string, { schema, kind, name }: z.infer<typeof rightRow>): Place {
  if (kind === 'schema') return { level: 'schema', database, schema }
  if (name !== null) return { level: kind, database, schema, name }
  return { level: kind === 'table' ? 'everyTable' : 'everySequence', database, schema }
}

/** What a role has in the database that one is connected to. */
async function readInside(session: Session, database: string, name: string): Promise<UserFact[]> {
  await session.rows(z.unknown(), 'set standard_conforming_strings = on')
  const rights = await session.rows(rightRow, rightsSql(name))
  const later = await session.rows(laterRow, laterSql(name))
  const others = await session.rows(otherRow, otherSql(name))
  return [
    ...rights.map(
      right =>
        ({
          kind: 'right',
          privilege: right.privilege,
          on: placeOf(database, right),
          grantable: right.grantable,
        }) as const,
    ),
    ...later.map(({ maker, schema, privilege, kind }): UserFact => {
      const isNamed = schema !== null && (kind === 'table' || kind === 'sequence')
      if (isNamed)
        return {
          kind: 'future',
          privilege,
          of: kind as 'table' | 'sequence',
          database,
          schema,
          madeBy: maker,
        }
      return { kind: 'other', text: `${privilege} on what ${maker} makes later in ${database}` }
    }),
    ...others.map(({ text }) => ({ kind: 'other', text: `${text} in ${database}` }) as const),
  ]
}

const nobodyWatches = () => {}

/** Only where the catalogue of the whole server says that there is something: PostgreSQL, "pg_shdepend". */
export async function readPlaces(
  login: Login,
  name: string,
  places: readonly { database: string }[],
): Promise<UserFact[]> {
  const facts: UserFact[] = []
  for (const { database } of places)
    facts.push(
      ...(await converse({ ...login, databaseName: database }, FACTS_LIMITS, nobodyWatches, session =>
        readInside(session, database, name),
      )),
    )
  return facts
}

/** Null: there is no such role. A database that does not let us in stops the reading: half a truth is no ground for a change. */
export async function readUserFacts(login: Login, name: string): Promise<UserFact[] | null> {
  const found = await converse(login, FACTS_LIMITS, nobodyWatches, session => readRole(session, name))
  return found && [...found.facts, ...(await readPlaces(login, name, found.places))]
}
