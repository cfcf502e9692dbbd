import 'server-only'
import { columnsOf } from '@/lib/access/columns'
import { type CompiledAccess, compileAccess } from '@/lib/access/compile-access'
import { indexOfPrincipal } from '@/lib/access/principal-index'
import type { Target } from '@/lib/access/target'
import { connectArn } from '@/lib/access/target'
import { reaches, type Verdict } from '@/lib/access/verdict'
import { callerCredentials } from '@/lib/aws/sts'
import { assumableRoles, principalBehind } from '@/lib/connect/signer'
import { judgeCell } from '@/lib/grants/effect'
import { log } from '@/lib/log/log'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { type AuditRecord, listAudit } from '@/lib/records/audit'
import { loadInventory } from '@/lib/services/load-inventory'
import { CALLER, type SignAs, signerOf } from '@/lib/services/signing-as'

export interface ConnectionOption {
  region: string
  resourceId: string
  target: string
  kind: Target['kind']
  databaseUser: string
  verdict: Verdict
  /** `MFA`, `user is not in the database`. */
  note: string | null
  lastIssuedAt: string | null
}

export interface LiveToken {
  target: string
  databaseUser: string
  reason: string
  expiresAt: string
  auditId: string
}

export interface Connections {
  signers: { arn: string; label: string; kind: 'caller' | 'role' }[]
  signAs: SignAs
  options: ConnectionOption[]
  /** Options left out so that the page stays light. */
  hidden: number
  live: LiveToken[]
  credentialsExpireAt: string | null
  readAt: string
}

const shownOptions = 1000

/** Every target and database user that a token could be issued for, with what the signer may do there. */
export async function listConnections(
  operator: Operator,
  { signAs }: { signAs: SignAs },
): Promise<Connections> {
  assertCan(operator, 'read')
  const [inventory, credentials, issued] = await Promise.all([
    loadInventory(),
    callerCredentials(),
    ownTokens(operator),
  ])
  const access = compileAccess(inventory)
  const caller = principalBehind(inventory, inventory.callerArn)
  const signer = signerOf(inventory, signAs)
  const index = signer.principal ? indexOfPrincipal(access, signer.principal.arn) : null
  const options = inventory.targets
    .flatMap(target => optionsOf(access, target, index))
    .map(option => ({ ...option, lastIssuedAt: lastIssued(issued, option) }))
    .sort(byUse)
  return {
    signers: [
      { arn: CALLER, label: signerOf(inventory, CALLER).label, kind: 'caller' },
      ...(caller ? assumableRoles(inventory, caller) : []).map(role => ({
        arn: role.arn,
        label: role.label,
        kind: 'role' as const,
      })),
    ],
    signAs,
    options: options.slice(0, shownOptions),
    hidden: Math.max(0, options.length - shownOptions),
    live: liveTokens(issued, new Date()),
    credentialsExpireAt: credentials.expiresAt,
    readAt: inventory.readAt,
  }
}

function optionsOf(access: CompiledAccess, target: Target, index: number | null): ConnectionOption[] {
  const columns = columnsOf(access, target).filter(
    column => column.kind === 'user' || column.kind === 'missing',
  )
  const codes =
    index === null
      ? null
      : access.compiled.row(
          index,
          columns.map(column => connectArn(target, column.witness)),
        )
  return columns.map((column, at) => {
    const cell =
      index === null
        ? { verdict: 'notEvaluated' as const, note: 'signer not read from IAM' }
        : judgeCell(access, target, column, index, codes?.[at])
    return {
      region: target.region,
      resourceId: target.resourceId,
      target: target.name,
      kind: target.kind,
      databaseUser: column.name,
      verdict: cell.verdict,
      note: cell.note ?? reasonFor(cell.verdict, target, column.reason),
      lastIssuedAt: null,
    }
  })
}

function reasonFor(verdict: Verdict, target: Target, reason: string | null): string | null {
  if (verdict === 'dormant')
    return target.iamAuth.accepted ? (reason ?? 'not IAM-ready') : 'IAM authentication is off'
  if (verdict === 'denied') return 'a statement denies it'
  if (verdict === 'noAccess') return 'no statement allows it'
  return null
}

/** Last used first, then what opens, then by name. */
function byUse(left: ConnectionOption, right: ConnectionOption): number {
  const open = Number(reaches(right.verdict)) - Number(reaches(left.verdict))
  if (open !== 0) return open
  const recent = (right.lastIssuedAt ?? '').localeCompare(left.lastIssuedAt ?? '')
  return (
    recent || left.target.localeCompare(right.target) || left.databaseUser.localeCompare(right.databaseUser)
  )
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
