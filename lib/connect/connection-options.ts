import { columnsOf } from '@/lib/access/columns'
import type { CompiledAccess } from '@/lib/access/compile-access'
import { indexOfPrincipal } from '@/lib/access/principal-index'
import { connectArn, type Target, type TargetKind } from '@/lib/access/target'
import { reaches, type Verdict } from '@/lib/access/verdict'
import { judgeCell } from '@/lib/grants/effect'

/** One target and database user that a token could be made for, and what the signer may do there. */
export interface ConnectionOption {
  region: string
  resourceId: string
  target: string
  kind: TargetKind
  databaseUser: string
  verdict: Verdict
  /** `MFA`, `IAM authentication is off`; null: the verdict says it all. */
  note: string | null
  lastIssuedAt: string | null
}

/** For every target and every user known there. `signerArn` null: the signer is not among the principals. */
export function connectionOptions(access: CompiledAccess, signerArn: string | null): ConnectionOption[] {
  const index = signerArn === null ? null : indexOfPrincipal(access, signerArn)
  return access.inventory.targets.flatMap(target => optionsOf(access, target, index))
}

function optionsOf(access: CompiledAccess, target: Target, index: number | null): ConnectionOption[] {
  const columns = columnsOf(access, target).filter(({ kind }) => kind === 'user' || kind === 'missing')
  const resources = columns.map(column => connectArn(target, column.witness))
  const codes = index === null ? null : access.compiled.row(index, resources)
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
  if (verdict === 'dormant') return target.iamAuth.accepted ? reason : 'IAM authentication is off'
  if (verdict === 'denied') return 'a statement denies it'
  if (verdict === 'noAccess') return 'no statement allows it'
  return null
}

/** What opens first, last used first among those, then by name. */
export function byUse(left: ConnectionOption, right: ConnectionOption): number {
  const open = Number(reaches(right.verdict)) - Number(reaches(left.verdict))
  if (open !== 0) return open
  const recent = (right.lastIssuedAt ?? '').localeCompare(left.lastIssuedAt ?? '')
  return (
    recent || left.target.localeCompare(right.target) || left.databaseUser.localeCompare(right.databaseUser)
  )
}

export interface WantedConnection {
  resourceId: string
  databaseUser: string | null
}

/** The first signer that opens what is wanted, else the first that opens anything, else the first. */
export function chooseSigner<S>(
  signers: readonly S[],
  optionsFor: (signer: S) => ConnectionOption[],
  wanted: WantedConnection | null,
): S | undefined {
  const fits = (option: ConnectionOption) =>
    reaches(option.verdict) &&
    (wanted === null ||
      (option.resourceId === wanted.resourceId &&
        (wanted.databaseUser === null || option.databaseUser === wanted.databaseUser)))
  return (
    signers.find(signer => optionsFor(signer).some(fits)) ??
    signers.find(signer => optionsFor(signer).some(option => reaches(option.verdict))) ??
    signers[0]
  )
}
