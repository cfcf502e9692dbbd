import 'server-only'
import { z } from 'zod'
import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import type { Session } from '@/lib/databases/conversation'
import {
  type CatalogSql,
  DATABASE_GRANTS_SQL,
  DATABASES_SQL,
  MARIADB_SQL,
  MYSQL_8_SQL,
  SERVER_RIGHTS_SQL,
  SERVER_SQL,
  SESSIONS_SQL,
  TABLE_GRANTS_SQL,
} from '@/lib/databases/mysql/catalog-sql'
import { mapCatalog } from '@/lib/databases/mysql/map-catalog'
import {
  accountRow,
  databaseGrantRow,
  defaultRow,
  edgeRow,
  everyRoleRow,
  nameRow,
  serverRightsRow,
  serverRow,
  sessionsRow,
  tableGrantRow,
} from '@/lib/databases/mysql/mysql-rows'
import { readCatalog } from '@/lib/databases/mysql/read-catalog'
import { type ByHand, cannotUse, type PastedAnswer } from '@/lib/databases/pasted-answers'

/** Every query of a reading by network, by a name of its own, with the columns that it answers. */
function queriesOf(sql: CatalogSql): Map<string, { sql: string; columns: string[] }> {
  const all: [string, string | null, z.ZodObject][] = [
    ['server', SERVER_SQL, serverRow],
    ['accounts', sql.accounts, accountRow],
    ['serverRights', SERVER_RIGHTS_SQL, serverRightsRow],
    ['databaseGrants', DATABASE_GRANTS_SQL, databaseGrantRow],
    ['tableGrants', TABLE_GRANTS_SQL, tableGrantRow],
    ['edges', sql.edges, edgeRow],
    ['defaults', sql.defaults, defaultRow],
    ['everyRole', sql.everyRole, everyRoleRow],
    ['dynamic', sql.dynamic, serverRightsRow],
    ['tables', sql.tables, nameRow],
    ['sessions', SESSIONS_SQL, sessionsRow],
    ['databases', DATABASES_SQL, nameRow],
  ]
  return new Map(
    all.flatMap(([name, text, row]) =>
      text === null ? [] : [[name, { sql: text, columns: Object.keys(row.shape) }] as const],
    ),
  )
}

/** JSON_ARRAYAGG of MariaDB cuts at group_concat_max_len; JSON_OBJECT escapes what it holds. */
function byHandSql(family: EngineFamilyId, sql: CatalogSql): string {
  const parts = [...queriesOf(sql)].map(([name, { sql: text, columns }]) => {
    const row = columns.map(column => `'${column}', ${column}`).join(', ')
    return `'${name}', (select coalesce(json_arrayagg(json_object(${row})), json_array()) from (${text.trim()}) each_${name})`
  })
  return `-- Reads the users of this server and their rights, and changes nothing but a setting of this session.
-- Run it as a user with SELECT on mysql.* and PROCESS. The answer is one JSON text: paste it into Gatehouse.
set session group_concat_max_len = 67108864;
select json_object('gatehouse', 1, 'family', '${family}', 'database', null, 'server', json_object(
'at', date_format(utc_timestamp(), '%Y-%m-%dT%H:%i:%sZ'), 'rows', json_object(
${parts.join(',\n')}))) as answer;
`
}

const answered = z.object({
  at: z.iso.datetime(),
  rows: z.record(z.string().max(40), z.array(z.record(z.string().max(40), z.unknown()))),
})

/** As the network brings them: every value a text, JSON inside a text of its own. */
function asText(value: unknown): unknown {
  if (value === null || typeof value === 'string') return value
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Answers the questions of a reading out of what was pasted. */
function pastedSession(sql: CatalogSql, { rows }: z.infer<typeof answered>): Session {
  const names = new Map([...queriesOf(sql)].map(([name, query]) => [query.sql, name]))
  async function read<Rows>(shape: z.ZodType<Rows>, text: string): Promise<Rows> {
    const name = names.get(text)
    const found = name === undefined ? undefined : rows[name]
    const isSetting = text.startsWith('set session ')
    if (!found && !isSetting)
      throw cannotUse(
        'The answer leaves out a part that this version of the server has: copy the query again.',
      )
    const given = (found ?? []).map(row =>
      Object.fromEntries(Object.entries(row).map(([column, value]) => [column, asText(value)])),
    )
    const parsed = shape.safeParse(given)
    if (parsed.success) return parsed.data
    const at = parsed.error.issues[0]?.path.join('.') ?? ''
    throw cannotUse(`The answer is not as the query gives it, at “${`${name}.${at}`.slice(0, 80)}”.`)
  }
  return {
    rows: (row, text) => read(z.array(row), text),
    row: async (row, text) => (await read(z.tuple([row]), text))[0],
  }
}

function byHand(family: EngineFamilyId, sql: CatalogSql): ByHand {
  return {
    how: 'once, as a user with SELECT on mysql.* and PROCESS',
    sql: byHandSql(family, sql),
    async read(answers: PastedAnswer[]) {
      const parsed = answers.map(({ server }) => {
        const answer = answered.safeParse(server)
        if (answer.success) return answer.data
        throw cannotUse(
          `The answer is not as the query gives it, at “${answer.error.issues[0]?.path.join('.')}”.`,
        )
      })
      const newest = parsed.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1)
      if (!newest) throw cannotUse('Nothing was pasted.')
      const session = pastedSession(sql, newest)
      const { account } = await session.row(serverRow, SERVER_SQL)
      return { found: mapCatalog(await readCatalog(session, 0)), at: newest.at, readAs: account }
    },
  }
}

export const mariadbByHand = byHand('mariadb', MARIADB_SQL)
/** MySQL 8; not run here, as no such server can be had. */
export const mysqlByHand = byHand('mysql', MYSQL_8_SQL)
