import 'server-only'
import { z } from 'zod'
import { ENGINE_FAMILIES } from '@/lib/access/model/engine-family/engine-families'

/** As PostgreSQL stores one, without a NUL. It counts bytes, and so no more letters than that. */
export const nameInDatabase = z
  .string()
  .max(ENGINE_FAMILIES.postgres.longestUserName)
  .refine(name => !name.includes('\0'))

const oid = z.int().min(0)
const count = z.int().min(0)
const grants = z.array(z.tuple([oid, z.array(z.string().max(20)).max(20)]))
const at = z.iso.datetime()

const role = z.object({
  oid,
  name: nameInDatabase,
  login: z.boolean(),
  superuser: z.boolean(),
  inherits: z.boolean(),
  createsRoles: z.boolean(),
  createsDatabases: z.boolean(),
  replicates: z.boolean(),
  bypassesRowSecurity: z.boolean(),
  connectionLimit: z.int(),
  /** A time, or `infinity`. */
  validUntil: z.string().max(40).nullable(),
})
export type RoleReading = z.infer<typeof role>

/** What belongs to the whole server. */
export const serverReading = z.object({
  at,
  version: z.string().max(100),
  identifier: z.string().regex(/^\d+$/).max(20).nullable(),
  readAs: nameInDatabase,
  roles: z.array(role),
  /** Role, member, ADMIN, INHERIT, SET; the last two are null before PostgreSQL 16. */
  memberships: z.array(z.tuple([oid, oid, z.boolean(), z.boolean().nullable(), z.boolean().nullable()])),
  databases: z.array(z.object({ name: nameInDatabase, owner: oid, accepts: z.boolean(), grants })),
  owned: z.array(z.tuple([oid, count])),
  sessions: z.array(z.tuple([oid, count])),
})
export type ServerReading = z.infer<typeof serverReading>

/** What belongs to one database. */
export const databaseReading = z.object({
  database: nameInDatabase,
  schemas: z.array(z.object({ name: nameInDatabase, grants })),
  tables: z.array(
    z.object({ schema: nameInDatabase, owner: oid, tables: count, names: z.array(nameInDatabase), grants }),
  ),
  columns: z.array(
    z.object({
      schema: nameInDatabase,
      table: nameInDatabase,
      grants: z.array(z.tuple([oid, z.string().max(20)])),
      wholeTable: grants,
    }),
  ),
  defaults: z.array(z.object({ maker: oid, schema: nameInDatabase.nullable(), grants })),
})
export type DatabaseReading = z.infer<typeof databaseReading>
export type Grants = z.infer<typeof grants>
