import type { PlanNote } from '@/lib/grants/grant-plan'
import type { Bundle, Wanted, WantedFor } from '../dialect'
import { hasFact, memberOf, rightsOn } from '../fact-sets'
import { mainDatabase } from '../main-database'
import { mayGive, schemasOf } from '../may-grant'
import { readFacts } from '../read-fact'
import { ofAnother, unheardOf } from '../rights-of-another'
import type { Place, RightFact, UserFact } from '../user-fact'
import type { Template } from '../user-intent'
import type { ServerState } from '../user-plan'
import { majorVersion } from '../version'
import { laterRights } from './postgres-later'
import { reachesAllRoles } from './postgres-roles'

type Schema = ServerState['schemas'][number]

interface Kind {
  title: string
  schema: string[]
  tables: string[]
  sequences: string[]
  /** From PostgreSQL 14 on, for every schema of every database. */
  wide: string[]
}
const CHANGES = ['SELECT', 'INSERT', 'UPDATE', 'DELETE']

/** PostgreSQL manual, "Privileges" and "Predefined Roles". */
const KINDS: Partial<Record<Template, Kind>> = {
  readOnly: {
    title: 'Read',
    schema: ['USAGE'],
    tables: ['SELECT'],
    sequences: [],
    wide: ['pg_read_all_data'],
  },
  readWrite: {
    title: 'Read and write',
    schema: ['USAGE'],
    tables: CHANGES,
    sequences: ['USAGE'],
    wide: ['pg_read_all_data', 'pg_write_all_data'],
  },
  migration: {
    title: 'Make tables in, read and write',
    schema: ['USAGE', 'CREATE'],
    tables: [...CHANGES, 'TRUNCATE', 'REFERENCES', 'TRIGGER'],
    sequences: ['USAGE', 'SELECT', 'UPDATE'],
    wide: [],
  },
}

/** What everybody may do and the administrator cannot grant is left at that; `null`: PUBLIC may not, so that it is wanted. */
function needed(rights: readonly RightFact[], state: ServerState): RightFact[] {
  const everybody = readFacts(state.publicFacts)
  return rights.filter(right => mayGive(state, right) || !hasFact(everybody, right))
}

const connects = (database: string) => rightsOn(['CONNECT'], { level: 'database', database })

/** To sign in at all takes CONNECT, which PUBLIC has unless somebody took it away. */
function signInBundles(databases: readonly string[], state: ServerState): Bundle[] {
  const everybody = readFacts(state.publicFacts)
  return databases.flatMap(database => {
    const facts = connects(database).filter(right => !hasFact(everybody, right))
    return facts.length > 0 ? [{ title: `Let it connect to ${database}`, database, facts }] : []
  })
}

function inSchema(
  kind: Kind,
  { database, name, tables }: Schema,
  state: ServerState,
): { bundle: Bundle; notes: PlanNote[] } {
  const place = (level: 'schema' | 'everyTable' | 'everySequence'): Place => ({
    level,
    database,
    schema: name,
  })
  const sequences = state.owners.some(
    owner => owner.database === database && owner.schema === name && owner.owns === 'sequences',
  )
  const rights = [
    ...connects(database),
    ...rightsOn(kind.schema, place('schema')),
    ...(tables > 0 ? rightsOn(kind.tables, place('everyTable')) : []),
    ...(sequences ? rightsOn(kind.sequences, place('everySequence')) : []),
  ]
  const later = laterRights(kind, { database, schema: name }, state)
  const facts: UserFact[] = [...needed(rights, state), ...later.facts]
  return { bundle: { title: `${kind.title} ${name} in ${database}`, database, facts }, notes: later.notes }
}

/** Every schema is meant, PostgreSQL has a role for that, and the administrator can pass it on. */
function isWide({ wide: roles }: Kind, { rights, state, target }: WantedFor): boolean {
  if (rights.schemas.length > 0 || rights.direct || roles.length === 0) return false
  const { administrator } = state
  const version = state.version ?? target.engineVersion
  const passesOn = (role: string) =>
    reachesAllRoles(administrator, version) || administrator.adminOf.includes(role)
  return majorVersion(version) >= 14 && roles.every(passesOn)
}

function wide(kind: Kind, { target, state }: WantedFor): Wanted {
  const text = `${kind.wide.join(' and ')} cover every schema of every database, those made later too.`
  const database = mainDatabase(target, state)
  return {
    bundles: [
      { title: `${kind.title} every database`, database, facts: kind.wide.map(role => memberOf(role)) },
      ...signInBundles(state.databases, state),
    ],
    notes: [{ tone: 'info', text: kind.wide.length > 1 ? text : text.replace('cover', 'covers') }],
    guards: [],
  }
}

function ofSchemas(kind: Kind, question: WantedFor): Wanted {
  const { rights, state } = question
  const asked = schemasOf(rights, state)
  const found = asked.known.map(schema => inSchema(kind, schema, state))
  const owner: PlanNote = {
    tone: 'info',
    text: 'To alter or drop a table takes its owner: give it the owner as a role if it must do that.',
  }
  return {
    bundles: found.map(({ bundle }) => bundle),
    notes: [...found.flatMap(({ notes }) => notes), ...(kind.schema.includes('CREATE') ? [owner] : [])],
    guards: asked.guards,
  }
}

function pickedTables({ rights, state }: WantedFor): Wanted {
  const databases = [...new Set(rights.tables.map(({ database }) => database))]
  const asked = schemasOf({ ...rights, schemas: rights.tables }, state)
  const bundles = databases.map(database => {
    const tables = rights.tables.filter(table => table.database === database)
    const schemas = [...new Set(tables.map(({ schema }) => schema))]
    const facts = [
      ...connects(database),
      ...schemas.flatMap(schema => rightsOn(['USAGE'], { level: 'schema', database, schema })),
      ...tables.flatMap(({ schema, table, privileges }) =>
        rightsOn(
          privileges.map(privilege => privilege.toUpperCase()),
          { level: 'table', database, schema, name: table },
        ),
      ),
    ]
    return { title: `Picked tables of ${database}`, database, facts: needed(facts, state) }
  })
  const inserts = rights.tables.some(({ privileges }) => privileges.includes('insert'))
  const text = 'A table that numbers its rows by a sequence takes USAGE on that sequence to insert.'
  return { bundles, notes: inserts ? [{ tone: 'info', text }] : [], guards: asked.guards }
}

/** The role itself, or its rights one by one where it cannot be passed on. */
function ofRole(question: WantedFor): Wanted {
  const { rights, state, target } = question
  const role = rights.of?.name
  if (rights.direct || role === undefined) return ofAnother(question, database => database)
  const known = [...state.roles, ...state.users].some(({ name }) => name === role)
  if (!known) return unheardOf(rights.of)
  const facts = [memberOf(role)]
  return {
    bundles: [
      { title: `Give it the role ${role}`, database: mainDatabase(target, state), facts },
      ...signInBundles([mainDatabase(target, state)], state),
    ],
    notes: [],
    guards: [],
  }
}

export function wantedInPostgres(question: WantedFor): Wanted {
  const { rights, state, target } = question
  const main = mainDatabase(target, state)
  const kind = KINDS[rights.template]
  if (kind) return isWide(kind, question) ? wide(kind, question) : ofSchemas(kind, question)
  if (rights.template === 'tables') return pickedTables(question)
  if (rights.template === 'role') return ofRole(question)
  if (rights.template === 'like') return ofAnother(question, database => database)
  const monitors: Bundle[] =
    rights.template === 'monitoring'
      ? [{ title: 'Watch the server', database: main, facts: [memberOf('pg_monitor')] }]
      : []
  return { bundles: [...monitors, ...signInBundles([main], state)], notes: [], guards: [] }
}
