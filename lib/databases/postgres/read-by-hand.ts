import 'server-only'
import type { z } from 'zod'
import { type ByHand, cannotUse, type PastedAnswer } from '@/lib/databases/pasted-answers'
import { foundInPostgres } from '@/lib/databases/postgres/found-in-postgres'
import { databaseReading, serverReading } from '@/lib/databases/postgres/postgres-reading'
import { BY_HAND_SQL } from '@/lib/databases/postgres/reading-sql'

function shaped<T>(shape: z.ZodType<T>, value: unknown): T {
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  const at = parsed.error.issues[0]?.path.join('.')
  throw cannotUse(`The answer is not as the query gives it${at ? `, at “${at.slice(0, 80)}”` : ''}.`)
}

function read(answers: PastedAnswer[]) {
  const readings = answers
    .map(({ server, database }) => ({
      server: shaped(serverReading, server),
      database: shaped(databaseReading, database),
    }))
    .sort((a, b) => (a.server.at < b.server.at ? -1 : 1))
  const servers = new Set(readings.map(({ server: { identifier, version } }) => `${identifier} ${version}`))
  if (servers.size > 1) throw cannotUse('These answers come from different servers: paste those of one.')
  const newest = readings.at(-1)
  if (!newest) throw cannotUse('Nothing was pasted.')
  const byName = new Map(readings.map(({ database }) => [database.database, database]))
  const unread = newest.server.databases
    .filter(({ name }) => !byName.has(name))
    .map(({ name, accepts }) => ({
      database: name,
      what: 'rights on tables',
      why: accepts ? 'the query was not run in it' : 'it accepts no connections',
    }))
  return {
    found: foundInPostgres({ server: newest.server, databases: [...byName.values()], unread }),
    at: newest.server.at,
    readAs: newest.server.readAs,
  }
}

/** PostgreSQL tells of roles in every database, and of tables only in their own: it is run in each. */
export const postgresByHand: ByHand = {
  how: 'in each database of the server, as any user',
  sql: BY_HAND_SQL,
  read: async answers => read(answers),
}
