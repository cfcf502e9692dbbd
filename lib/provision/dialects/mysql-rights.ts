import type { PlanNote } from '@/lib/grants/grant-plan'
import type { Bundle, Dialect, Wanted, WantedFor } from '../dialect'
import { ofKind, rightsOn } from '../fact-sets'
import { noRoles } from '../guards/missing'
import { schemasOf } from '../may-grant'
import { readFacts } from '../read-fact'
import { ofAnother, unheardOf } from '../rights-of-another'
import type { Place, UserFact } from '../user-fact'
import type { Template } from '../user-intent'
import { majorVersion } from '../version'

/** In what the two engines differ. */
interface MysqlEngine {
  roleHost: string | null
  watch(version: string): string[]
  hasRoles(major: number): boolean
  /** Another one takes the place of the first. */
  oneDefaultRole: boolean
}

interface Kind {
  title: string
  privileges: string[]
}
const CHANGES = ['SELECT', 'INSERT', 'UPDATE', 'DELETE']

/** MySQL Reference Manual, "Privileges Provided by MySQL". */
const KINDS: Partial<Record<Template, Kind>> = {
  readOnly: { title: 'Read', privileges: ['SELECT'] },
  readWrite: { title: 'Read and write', privileges: CHANGES },
  migration: {
    title: 'Make and alter tables in, read and write',
    privileges: [
      ...CHANGES,
      ...['CREATE', 'ALTER', 'DROP', 'INDEX', 'REFERENCES', 'TRIGGER', 'CREATE VIEW', 'SHOW VIEW'],
      ...['CREATE ROUTINE', 'ALTER ROUTINE', 'EXECUTE', 'LOCK TABLES', 'CREATE TEMPORARY TABLES'],
    ],
  },
}

const every = (schema: string): Place => ({ level: 'everyTable', database: schema, schema })
const bundle = (title: string, facts: UserFact[]): Bundle => ({ title, database: '', facts })

function ofSchemas(kind: Kind, { rights, state }: WantedFor): Wanted {
  const { known, guards } = schemasOf(rights, state)
  const names = [...new Set(known.map(({ name }) => name))]
  const text = `Tables made later in ${names.join(', ')} are covered.`
  return {
    bundles: names.map(name => bundle(`${kind.title} ${name}`, rightsOn(kind.privileges, every(name)))),
    notes: names.length > 0 ? [{ tone: 'ok', text }] : [],
    guards,
  }
}

function pickedTables({ rights, state }: WantedFor): Wanted {
  const { guards } = schemasOf({ schemas: rights.tables }, state)
  const bundles = rights.tables.map(({ schema, table, privileges }) => {
    const on: Place = { level: 'table', database: schema, schema, name: table }
    const words = privileges.map(privilege => privilege.toUpperCase())
    return bundle(`${words.join(', ')} on ${table} of ${schema}`, rightsOn(words, on))
  })
  return { bundles, notes: [], guards: rights.tables.length > 0 ? guards : [] }
}

function ofRole(engine: MysqlEngine, question: WantedFor): Wanted {
  const { rights, state, target } = question
  if (!engine.hasRoles(majorVersion(state.version ?? target.engineVersion)))
    return { bundles: [], notes: [], guards: [noRoles(target)] }
  if (rights.direct || !rights.of) return ofAnother(question, () => '')
  const { name } = rights.of
  const known = [...state.roles, ...state.users].find(role => role.name === name)
  if (!known) return unheardOf(rights.of)
  const role = { role: name, host: engine.roleHost === null ? null : (known.host ?? engine.roleHost) }
  const now = ofKind(readFacts(state.facts ?? []), 'defaultRole').filter(each => each.role !== name)
  const stays = engine.oneDefaultRole && now.length > 0
  const notes: PlanNote[] = stays
    ? [
        {
          tone: 'warn',
          text: `MariaDB puts one role in force at sign-in, and that stays ${now[0]?.role}: ${name} takes SET ROLE.`,
        },
      ]
    : []
  return {
    bundles: [
      bundle(`Give it the role ${name}`, [{ kind: 'member', ...role, admin: false, inForce: true }]),
      ...(stays ? [] : [bundle('Switch the role on at sign-in', [{ kind: 'defaultRole', ...role }])]),
    ],
    notes,
    guards: [],
  }
}

export const wantedInMysql =
  (engine: MysqlEngine): Dialect['wanted'] =>
  question => {
    const { rights, state, target } = question
    const kind = KINDS[rights.template]
    if (kind) return ofSchemas(kind, question)
    if (rights.template === 'tables') return pickedTables(question)
    if (rights.template === 'role') return ofRole(engine, question)
    if (rights.template === 'like') return ofAnother(question, () => '')
    const watch = engine.watch(state.version ?? target.engineVersion)
    const bundles =
      rights.template === 'monitoring'
        ? [
            bundle('Watch the server', rightsOn(watch, { level: 'server' })),
            bundle('Read performance_schema', rightsOn(['SELECT'], every('performance_schema'))),
          ]
        : []
    return { bundles, notes: [], guards: [] }
  }
