import 'server-only'
import type { NamedConnection } from '@/lib/connect/known-connections'
import { log } from '@/lib/log/log'
import { listAudit } from '@/lib/records/audit'
import type { AuditRecord } from '@/lib/records/audit-entry'
import { accountIdOf } from '@/lib/services/account/account-id'
import { actorOf, type Context } from '@/lib/services/context'

export interface LiveToken {
  target: string
  databaseUser: string
  reason: string
  expiresAt: string
  auditId: string
}

/** The list works without the records: then nothing is "yours". */
export async function ownTokens(context: Context): Promise<AuditRecord[]> {
  try {
    const accountId = await accountIdOf(context.account)
    const filter = { accountId, ...actorOf(context), action: 'issueToken', limit: 200 } as const
    return (await listAudit(filter)).records
  } catch (error) {
    log.warn({ err: error }, 'issued tokens could not be listed')
    return []
  }
}

export function lastIssued(issued: readonly AuditRecord[], option: NamedConnection): string | null {
  const found = issued.find(
    record => record.resourceId === option.resourceId && record.databaseUser === option.databaseUser,
  )
  return found?.at ?? null
}

/** Who signed last: for that very target and user, for any user of that target, or at all. */
export function lastSigner(
  issued: readonly AuditRecord[],
  wanted: { resourceId: string; databaseUser: string | null } | null,
): string | null {
  const found = issued.find(
    ({ resourceId, databaseUser }) =>
      wanted === null ||
      (resourceId === wanted.resourceId &&
        (wanted.databaseUser === null || databaseUser === wanted.databaseUser)),
  )
  const signer = (found?.after as { signer?: unknown } | null | undefined)?.signer
  return typeof signer === 'string' ? signer : null
}

export function liveTokens(issued: readonly AuditRecord[], now: Date): LiveToken[] {
  return issued.flatMap(record => {
    const { expiresAt } = (record.after ?? {}) as { expiresAt?: unknown }
    if (typeof expiresAt !== 'string' || Date.parse(expiresAt) <= now.getTime()) return []
    const { target, databaseUser, reason, id } = record
    return [
      { target: target ?? '', databaseUser: databaseUser ?? '', reason, expiresAt, auditId: String(id) },
    ]
  })
}

/** What tokens were issued for, and by which roles: known where IAM is not. */
export function namesOf(issued: readonly AuditRecord[]): { connections: NamedConnection[]; roles: string[] } {
  const connections = issued.flatMap(({ resourceId, databaseUser }) =>
    resourceId && databaseUser ? [{ resourceId, databaseUser }] : [],
  )
  const signers = issued.map(({ after }) => (after as { signer?: unknown } | null)?.signer)
  const roles = signers.filter(
    (signer): signer is string => typeof signer === 'string' && /:iam::\d+:role\//.test(signer),
  )
  return { connections, roles: [...new Set(roles)] }
}
