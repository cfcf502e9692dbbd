import 'server-only'
import { asOf } from '@/lib/access/as-of'
import { type CompiledAccess, compileAccess } from '@/lib/access/compile-access'
import { principalBehind } from '@/lib/access/principal-behind'
import { callerCredentials } from '@/lib/aws/sts'
import {
  byUse,
  type ConnectionOption,
  chooseSigner,
  connectionOptions,
  matchesQuery,
  type WantedConnection,
} from '@/lib/connect/connection-options'
import { assumableRoles } from '@/lib/connect/signer'
import { log } from '@/lib/log/log'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { type AuditRecord, listAudit } from '@/lib/records/audit'
import { loadInventory } from '@/lib/services/load-inventory'
import { CALLER, type SignAs, signerOf } from '@/lib/services/signing-as'

export interface LiveToken {
  target: string
  databaseUser: string
  reason: string
  expiresAt: string
  auditId: string
}

export interface Connections {
  signers: { arn: SignAs; label: string; kind: 'caller' | 'role' }[]
  signAs: SignAs
  options: ConnectionOption[]
  total: number
  /** Options left out so that the page stays light: `find` reaches them. */
  hidden: number
  live: LiveToken[]
  credentialsExpireAt: string | null
  readAt: string
}

const shownOptions = 1000

/** Every target and database user that a token could be issued for, with what the signer may do there. */
export async function listConnections(
  operator: Operator,
  question: { signAs: SignAs | null; wanted?: WantedConnection | null; find?: string },
): Promise<Connections> {
  assertCan(operator, 'read')
  const [inventory, credentials, issued] = await Promise.all([
    loadInventory(),
    callerCredentials(),
    ownTokens(operator),
  ])
  const access = compileAccess(inventory)
  const signers = signersOf(access)
  const optionsFor = (signer: SignAs) =>
    connectionOptions(access, signerOf(inventory, signer).principal?.arn ?? null)
  const chosen = chooseSigner(signers, signer => optionsFor(signer.arn), question.wanted ?? null)
  const signAs = question.signAs ?? chosen?.arn ?? CALLER
  const all = optionsFor(signAs)
  const options = all
    .filter(option => matchesQuery(option, question.find ?? ''))
    .map(option => ({ ...option, lastIssuedAt: lastIssued(issued, option) }))
    .sort(byUse)
  return {
    signers,
    signAs,
    options: options.slice(0, shownOptions),
    total: all.length,
    hidden: Math.max(0, options.length - shownOptions),
    live: liveTokens(issued, new Date()),
    credentialsExpireAt: credentials.expiresAt,
    readAt: asOf(inventory),
  }
}

function signersOf(access: CompiledAccess): Connections['signers'] {
  const { inventory } = access
  const caller = principalBehind(inventory, inventory.callerArn)
  const roles = caller ? assumableRoles(access, caller) : []
  return [
    { arn: CALLER, label: signerOf(inventory, CALLER).label, kind: 'caller' },
    ...roles.map(({ arn, label }) => ({ arn, label, kind: 'role' as const })),
  ]
}

/** The list works without the records: then nothing is "yours". */
async function ownTokens(operator: Operator): Promise<AuditRecord[]> {
  try {
    return (await listAudit({ actor: operator.name, action: 'issueToken', limit: 200 })).records
  } catch (error) {
    log.warn({ err: error }, 'issued tokens could not be listed')
    return []
  }
}

function lastIssued(issued: AuditRecord[], option: ConnectionOption): string | null {
  const found = issued.find(
    record => record.resourceId === option.resourceId && record.databaseUser === option.databaseUser,
  )
  return found?.at ?? null
}

function liveTokens(issued: AuditRecord[], now: Date): LiveToken[] {
  return issued.flatMap(record => {
    const { expiresAt } = (record.after ?? {}) as { expiresAt?: unknown }
    if (typeof expiresAt !== 'string' || Date.parse(expiresAt) <= now.getTime()) return []
    const { target, databaseUser, reason, id } = record
    return [
      { target: target ?? '', databaseUser: databaseUser ?? '', reason, expiresAt, auditId: String(id) },
    ]
  })
}
