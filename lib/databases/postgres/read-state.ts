import 'server-only'
import { z } from 'zod'
import type { Login } from '@/lib/databases/connection'
import type { Session } from '@/lib/databases/conversation'
import { ConversationFailed } from '@/lib/databases/database-failure'
import { converse } from '@/lib/databases/postgres/converse'
import {
  ADMINISTRATOR_SQL,
  holdersSql,
  OURSELVES,
  OWNERS_SQL,
  PUBLIC,
  roleNamed,
} from '@/lib/databases/postgres/facts-sql'
import { nameInDatabase } from '@/lib/databases/postgres/postgres-reading'
import { databaseRights, rightsInside } from '@/lib/databases/postgres/rights-inside'
import { isReadOnly } from '@/lib/databases/postgres/run-statements'
import { scanPostgres } from '@/lib/databases/postgres/scan'
import { FACTS_LIMITS, readRole, readUserFacts, serverVersion } from '@/lib/databases/postgres/user-facts'
import type { ServerReading } from '@/lib/databases/user-adapter'
import type { RightFact, UserFact } from '@/lib/provision/user-fact'
import type { UserName } from '@/lib/provision/user-intent'
import type { Owner } from '@/lib/provision/user-plan'

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
const holderRow = z.object({ name: nameInDatabase, gets: z.boolean() })
const ownerRow = z.object({
  schema: nameInDatabase.nullable(),
  owns: z.enum(['itself', 'tables', 'sequences']),
  role: nameInDatabase,
  objects: z.number(),
})

const namesOf = (holders: readonly { name: string }[]) => holders.map(({ name }) => name)

/** What is the same wherever one connects. */
async function readServer(session: Session, name: string) {
  const found = await readRole(session, name)
  const me = await session.row(administratorRow, ADMINISTRATOR_SQL)
  const version = await serverVersion(session)
  const holders = await session.rows(holderRow, holdersSql(name, version))
  const administrator = {
    name: me.name,
    host: null,
    superuser: me.superuser,
    createsUsers: me.creates,
    adminOf: me.admin_of,
    actsAs: me.acts_as,
    setsDefaultRoles: false,
    endsSessions: me.ends,
  }
  return {
    found,
    administrator,
    iamLoaded: me.iam,
    readOnly: await isReadOnly(session),
    heldBy: namesOf(holders.filter(({ gets }) => gets)),
    passedOnBy: namesOf(holders.filter(({ gets }) => !gets)),
    lendIam: me.iam
      ? ['rds_iam', ...namesOf(await session.rows(holderRow, holdersSql('rds_iam', version)))]
      : [],
    forAll: await databaseRights(session, PUBLIC),
    own: await databaseRights(session, OURSELVES),
  }
}

interface Inside {
  facts: UserFact[]
  owners: Owner[]
  forAll: UserFact[]
  /** What we hold ourselves. */
  own: UserFact[]
}

async function readInside(session: Session, database: string, name: string): Promise<Inside> {
  const owners = await session.rows(ownerRow, OWNERS_SQL)
  return {
    facts: await rightsInside(session, database, roleNamed(name)),
    owners: owners.map(owner => ({ database, ...owner })),
    forAll: await rightsInside(session, database, PUBLIC),
    own: await rightsInside(session, database, OURSELVES),
  }
}

const grantableOf = (facts: readonly UserFact[]): RightFact[] =>
  facts.flatMap(fact => (fact.kind === 'right' && fact.grantable ? [fact] : []))

const nobodyWatches = () => {}

/** Of a database that does not let us in nothing is known; where the user has something in it, that stops the plan. */
async function readDatabases(login: Login, databases: readonly string[], name: string, needed: Set<string>) {
  const inside: Inside[] = []
  const blind: string[] = []
  for (const database of databases) {
    const own = { ...login, databaseName: database }
    try {
      inside.push(
        await converse(own, FACTS_LIMITS, nobodyWatches, session => readInside(session, database, name)),
      )
    } catch (error) {
      if (!(error instanceof ConversationFailed) || needed.has(database)) throw error
      blind.push(`what is in ${database}: ${error.failure.answer}`)
    }
  }
  return { inside, blind }
}

/** Everything that a plan about one user rests on, read as the administrator. */
export async function readPostgresState(
  login: Login,
  user: UserName,
  other: UserName | null,
): Promise<ServerReading> {
  const scan = await scanPostgres(login)
  const { found, administrator, forAll, own, ...server } = await converse(
    login,
    FACTS_LIMITS,
    nobodyWatches,
    session => readServer(session, user.name),
  )
  const places = found?.places ?? []
  const needed = new Set(places.map(({ database }) => database))
  const { inside, blind } = await readDatabases(login, scan.databases, user.name, needed)
  return {
    users: scan.users,
    roles: scan.roles,
    databases: scan.databases,
    schemas: scan.schemas,
    version: scan.version,
    ...server,
    administrator: {
      ...administrator,
      blind,
      grantable: grantableOf([...own, ...inside.flatMap(each => each.own)]),
    },
    facts: found && [...found.facts, ...inside.flatMap(({ facts }) => facts)],
    factsOfOther: other && (await readUserFacts(login, other.name)),
    owned: places
      .filter(({ owned }) => owned > 0)
      .map(({ database, owned }) => ({ database, objects: owned })),
    owners: inside.flatMap(({ owners }) => owners),
    publicFacts: [...forAll, ...inside.flatMap(each => each.forAll)],
  }
}
