import 'server-only'
import { z } from 'zod'
import type { Login } from '@/lib/databases/connection'
import { converse, type Session } from '@/lib/databases/postgres/converse'
import { ADMINISTRATOR_SQL, holdersSql, MAKERS_SQL } from '@/lib/databases/postgres/facts-sql'
import { nameInDatabase } from '@/lib/databases/postgres/map-roles'
import { isReadOnly } from '@/lib/databases/postgres/run-statements'
import { scanPostgres } from '@/lib/databases/postgres/scan'
import { FACTS_LIMITS, readPlaces, readRole, readUserFacts } from '@/lib/databases/postgres/user-facts'
import type { ServerReading } from '@/lib/databases/user-adapter'
import type { UserName } from '@/lib/provision/user-intent'
import type { Maker } from '@/lib/provision/user-plan'

const names = z.array(nameInDatabase)
const administratorRow = z.object({
  name: nameInDatabase,
  superuser: z.boolean(),
  creates: z.boolean(),
  ends: z.boolean(),
  iam: z.boolean(),
  admin_of: names,
  acts_as: names,
})
const holderRow = z.object({ name: nameInDatabase })
const makerRow = z.object({
  schema: nameInDatabase,
  role: nameInDatabase,
  tables: z.number(),
  sequences: z.number(),
})

async function readServer(session: Session, name: string) {
  const found = await readRole(session, name)
  const { iam, admin_of, acts_as, creates, ends, ...me } = await session.row(
    administratorRow,
    ADMINISTRATOR_SQL,
  )
  const holders = await session.rows(holderRow, holdersSql(name))
  const administrator = {
    ...me,
    host: null,
    createsUsers: creates,
    adminOf: admin_of,
    actsAs: acts_as,
    grantable: [],
    endsSessions: ends,
    blind: [],
  }
  return {
    found,
    administrator,
    iamLoaded: iam,
    readOnly: await isReadOnly(session),
    heldBy: holders.map(holder => holder.name),
  }
}

const nobodyWatches = () => {}

async function readMakers(login: Login, databases: readonly string[]): Promise<Maker[]> {
  const makers: Maker[] = []
  for (const database of databases) {
    const rows = await converse({ ...login, databaseName: database }, FACTS_LIMITS, nobodyWatches, session =>
      session.rows(makerRow, MAKERS_SQL),
    )
    makers.push(...rows.map(row => ({ database, ...row })))
  }
  return makers
}

/** Everything that a plan about one user rests on, read as the administrator. */
export async function readPostgresState(
  login: Login,
  user: UserName,
  other: UserName | null,
): Promise<ServerReading> {
  const scan = await scanPostgres(login)
  const { found, ...server } = await converse(login, FACTS_LIMITS, nobodyWatches, session =>
    readServer(session, user.name),
  )
  const inside = found && (await readPlaces(login, user.name, found.places))
  return {
    roles: [],
    schemas: [],
    version: null,
    ...scan,
    ...server,
    facts: found && [...found.facts, ...(inside ?? [])],
    factsOfOther: other && (await readUserFacts(login, other.name)),
    owned: (found?.places ?? [])
      .filter(({ owned }) => owned > 0)
      .map(({ database, owned }) => ({ database, objects: owned })),
    makers: await readMakers(login, scan.databases),
  }
}
