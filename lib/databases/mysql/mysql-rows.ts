import 'server-only'
import { z } from 'zod'

/** A user is at most 128 letters, a host 255: with quotes and `@` they stay below this. */
const LONGEST = 1_024

/** As MySQL stores one, without a NUL. */
export const nameInMysql = z
  .string()
  .max(LONGEST)
  .refine(name => !name.includes('\0'))

/** Every value arrives as text. */
const flag = z.enum(['0', '1']).transform(value => value === '1')
const words = z.string().transform(text => (text === '' ? [] : text.split(',')))
const number = z.coerce.number().int()

function fromJson<Value>(shape: z.ZodType<Value>) {
  return z.string().transform((text, check) => {
    try {
      return shape.parse(JSON.parse(text))
    } catch {
      check.addIssue({ code: 'custom', message: 'not the JSON that was asked for' })
      return z.NEVER
    }
  })
}

/** An account of the family is a name and the hosts it comes from; a role of MariaDB has none. */
const account = { name: nameInMysql, host: nameInMysql }
const listOfNames = fromJson(z.array(nameInMysql))

const restrictions = fromJson(z.array(z.object({ Database: nameInMysql, Privileges: z.array(nameInMysql) })))

export const accountRow = z.object({
  ...account,
  plugin: nameInMysql,
  /** Plugins behind MariaDB's OR. */
  others: listOfNames,
  /** Plugins of MySQL's second and third factor. */
  factors: listOfNames,
  locked: flag,
  is_role: flag,
  expired: flag,
  tls: flag,
  most_sessions: number,
  /** MySQL's partial revokes. */
  restrictions,
})
export type AccountRow = z.infer<typeof accountRow>
export type AccountName = Pick<AccountRow, 'name' | 'host'>

export const edgeRow = z.object({
  member: nameInMysql,
  member_host: nameInMysql,
  role: nameInMysql,
  role_host: nameInMysql,
  admin: flag,
})
export type EdgeRow = z.infer<typeof edgeRow>

export const defaultRow = edgeRow.omit({ admin: true })
export type DefaultRow = z.infer<typeof defaultRow>

export const everyRoleRow = z.object({ every: flag, mandatory: nameInMysql })

export const serverRightsRow = z.object({ ...account, privileges: words })
export type ServerRightsRow = z.infer<typeof serverRightsRow>

export const databaseGrantRow = z.object({ ...account, place: nameInMysql, privileges: words })
export type DatabaseGrantRow = z.infer<typeof databaseGrantRow>

export const tableGrantRow = z.object({
  ...account,
  place: nameInMysql,
  table_name: nameInMysql,
  privileges: words,
  column_privileges: words,
})
export type TableGrantRow = z.infer<typeof tableGrantRow>

export const sessionsRow = z.object({ name: nameInMysql, sessions: number })
export const nameRow = z.object({ name: nameInMysql })
export const serverRow = z.object({ version: nameInMysql, account: nameInMysql })
