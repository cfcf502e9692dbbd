import 'server-only'
import { z } from 'zod'
import type { Session } from '@/lib/databases/conversation'
import { databaseRightsSql, laterSql, otherSql, PUBLIC, rightsSql } from '@/lib/databases/postgres/facts-sql'
import { nameInDatabase } from '@/lib/databases/postgres/postgres-reading'
import type { Place, UserFact } from '@/lib/provision/user-fact'

const words = z.string().max(4_000)
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

function placeOf(database: string, { schema, kind, name }: z.infer<typeof rightRow>): Place {
  if (kind === 'schema') return { level: 'schema', database, schema }
  if (name !== null) return { level: kind, database, schema, name }
  return { level: kind === 'table' ? 'everyTable' : 'everySequence', database, schema }
}

function laterFact(database: string, { maker, schema, privilege, kind }: z.infer<typeof laterRow>): UserFact {
  if (schema === null || (kind !== 'table' && kind !== 'sequence'))
    return { kind: 'other', text: `${privilege} on what ${maker} makes later in ${database}` }
  return { kind: 'future', privilege, of: kind, database, schema, madeBy: maker }
}

/** What somebody may do with whole databases; `grantee` as `roleNamed` and `PUBLIC` write it. */
export async function databaseRights(session: Session, grantee: string): Promise<UserFact[]> {
  const rights = await session.rows(databaseRightRow, databaseRightsSql(grantee))
  return rights.map(({ database, privilege, grantable }) => {
    return { kind: 'right', privilege, on: { level: 'database', database }, grantable }
  })
}

/** What somebody may do in the database that one is connected to. */
export async function rightsInside(session: Session, database: string, grantee: string): Promise<UserFact[]> {
  const rights = await session.rows(rightRow, rightsSql(grantee))
  const later = await session.rows(laterRow, laterSql(grantee))
  const others = grantee === PUBLIC ? [] : await session.rows(otherRow, otherSql(grantee))
  return [
    ...rights.map((right): UserFact => {
      const { privilege, grantable } = right
      return { kind: 'right', privilege, on: placeOf(database, right), grantable }
    }),
    ...later.map(one => laterFact(database, one)),
    ...others.map(({ text }): UserFact => ({ kind: 'other', text: `${text} in ${database}` })),
  ]
}
