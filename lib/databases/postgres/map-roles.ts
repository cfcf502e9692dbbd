import 'server-only'
import { z } from 'zod'
import type { DatabaseUser, SignInKind } from '@/lib/access/model/database-user'
import { ENGINE_FAMILIES } from '@/lib/access/model/engine-family/engine-families'

/** As PostgreSQL stores one, without a NUL. */
export const nameInDatabase = z
  .string()
  .max(ENGINE_FAMILIES.postgres.longestUserName)
  .refine(name => !name.includes('\0'))

export const roleRow = z.object({
  name: nameInDatabase,
  can_login: z.boolean(),
  superuser: z.boolean(),
  creates_roles: z.boolean(),
  valid_until: z.date().nullable().catch(null),
  iam_path: z.array(nameInDatabase).nullable(),
  kerberos: z.boolean(),
  administers: z.boolean(),
  connects: z.boolean(),
})
export type RoleRow = z.infer<typeof roleRow>

export const rightsRow = z.object({
  name: nameInDatabase,
  tables: z.number(),
  reads: z.number(),
  writes: z.number(),
  owns: z.number(),
})
export type RightsRow = z.infer<typeof rightsRow>

function signInOf(role: RoleRow): SignInKind {
  if (!role.can_login) return 'noLogin'
  if (role.iam_path) return 'iam'
  return role.kerberos ? 'kerberos' : 'password'
}

const REASONS: Record<SignInKind, string | null> = {
  iam: null,
  iamOrPassword: null,
  locked: 'is locked',
  noLogin: 'cannot log in',
  kerberos: 'signs in by Kerberos (rds_ad)',
  password: 'does not hold rds_iam',
}

const ofTables = (part: number, all: number) =>
  part === all ? `all ${all} tables` : `${part} of ${all} tables`

/** `SELECT on all 41 tables, changes 12 of 41 tables`: what a role may do, in words. */
export function rightsInWords(role: RoleRow, rights: RightsRow | undefined, database: string): string | null {
  if (!role.can_login) return null
  if (role.superuser || role.administers) return 'administers the server'
  if (!role.connects) return `may not connect to ${database}`
  const { tables = 0, reads = 0, writes = 0, owns = 0 } = rights ?? {}
  const parts = [
    owns > 0 ? `owns ${ofTables(owns, tables)}` : null,
    reads > 0 ? `SELECT on ${ofTables(reads, tables)}` : null,
    writes > 0 ? `changes ${ofTables(writes, tables)}` : null,
    role.creates_roles ? 'creates roles' : null,
  ].filter(part => part !== null)
  return parts.length > 0 ? parts.join(', ') : `no rights on the tables of ${database}`
}

export function mapRole(
  role: RoleRow,
  rights: RightsRow | undefined,
  scan: { counted: boolean; database: string },
) {
  const signIn = signInOf(role)
  const known = scan.counted || role.superuser || role.administers || !role.connects
  const user: DatabaseUser = {
    name: role.name,
    host: null,
    iamReady: signIn === 'iam',
    signIn,
    reason: REASONS[signIn],
    grantPath: role.iam_path ?? [],
    superuser: role.superuser || role.administers,
    canDo: known ? rightsInWords(role, rights, scan.database) : null,
    readableTables: scan.counted && role.can_login ? (rights?.reads ?? 0) : null,
    validUntil: role.valid_until?.toISOString() ?? null,
    detail: null,
  }
  return user
}
