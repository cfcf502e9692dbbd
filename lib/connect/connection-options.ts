import { columnsOf } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import { memoizePerAccess } from '@/lib/access/decide/memoize-per-access'
import { indexOfPrincipal } from '@/lib/access/decide/principal-index'
import { isAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import { isAnswering } from '@/lib/access/model/is-answering'
import { connectArn, type Target, type TargetKind } from '@/lib/access/model/target'
import { reaches, type Verdict } from '@/lib/access/model/verdict'
import { refusalsOver } from '@/lib/access/organization/organization-overlay'
import { judgeCell } from '@/lib/grants/effect'
import { optionKey } from './option-key'
import { resourceOfSession, type SignerSession } from './signer-session'

/** One target and database user that a token could be made for, and what the signer may do there. */
export interface ConnectionOption {
  region: string
  resourceId: string
  target: string
  kind: TargetKind
  databaseUser: string
  verdict: Verdict
  /** SCPs over the signer are unread. */
  asFarAsRead: boolean
  /** `MFA`, `IAM authentication is off`; null: the verdict says it all. */
  note: string | null
  lastIssuedAt: string | null
  /** It fails for want of MFA alone: with a session that has it, it may open. */
  needsMfa?: true
  /** It is closed to this signer, and this one opens it: the narrowest of those that do. */
  otherSigner?: OtherSigner
}

export interface OtherSigner {
  arn: string
  label: string
  /** Only with a session that has MFA. */
  withMfa: boolean
}

const known = memoizePerAccess('connection options', () => new Map<string, ConnectionOption[]>())

/**
 * For every target and every user known there, as the session decides it. `signerArn` null: the signer is not among the
 * principals; `session` null: nothing is known of it.
 */
export function connectionOptions(
  access: CompiledAccess,
  signerArn: string | null,
  session: SignerSession | null = null,
): ConnectionOption[] {
  const key = JSON.stringify([signerArn, session && { ...session, atLogin: [...session.atLogin] }])
  const found = known(access).get(key)
  if (found) return found
  const index = signerArn === null ? null : indexOfPrincipal(access, signerArn)
  const options = access.inventory.targets.flatMap(target => optionsOf(access, target, index, session))
  known(access).set(key, options)
  return options
}

function optionsOf(
  access: CompiledAccess,
  target: Target,
  index: number | null,
  session: SignerSession | null,
): ConnectionOption[] {
  const columns = columnsOf(access, target).filter(({ kind }) => kind === 'user' || kind === 'missing')
  const resources = columns.map(column => connectArn(target, column.representativeName))
  const codes = index === null ? null : access.compiled.row(index, resources)
  const signer = index === null ? undefined : access.inventory.principals[index]
  const asFarAsRead = signer !== undefined && isAsFarAsRead(signer)
  const refused = signer ? refusalsOver(access.inventory, signer) : new Map()
  return columns.map((column, at) => {
    const judged =
      index === null
        ? { verdict: 'notEvaluated' as const, note: 'signer not read from IAM' }
        : judgeCell(access, target, column, index, codes?.[at])
    const says =
      session && signer && reaches(judged.verdict)
        ? resourceOfSession(access, session, signer.arn, resources[at] ?? '')
        : 'open'
    const cell = says === 'open' ? judged : { verdict: 'noAccess' as const, note: SESSION_NOTES[says] }
    return {
      region: target.region,
      resourceId: target.resourceId,
      target: target.name,
      kind: target.kind,
      databaseUser: column.name,
      verdict: cell.verdict,
      asFarAsRead,
      note: cell.note ?? reasonFor(cell.verdict, target, column, refused.has(resources[at] ?? '')),
      lastIssuedAt: null,
      ...(says === 'mfa' ? { needsMfa: true as const } : {}),
    }
  })
}

const SESSION_NOTES = {
  mfa: 'needs MFA: this server’s session has none',
  fails: 'its condition is not met by this server’s session',
}

function reasonFor(
  verdict: Verdict,
  target: Target,
  { reason }: Pick<MatrixColumn, 'reason'>,
  refused: boolean,
): string | null {
  if (verdict === 'dormant' && target.iamAuth.accepted && !isAnswering(target))
    return `the target is ${target.status}`
  if (verdict === 'dormant') return target.iamAuth.accepted ? reason : 'IAM authentication is off'
  if (verdict === 'denied') return refused ? 'the organisation denies it, says AWS' : 'a statement denies it'
  if (verdict === 'noAccess') return 'its policies do not allow it'
  return null
}

/** What is not known to be closed stands before what is, and what MFA or somebody else would open before what nothing does. */
const openness = ({ verdict, needsMfa, otherSigner }: ConnectionOption) =>
  reaches(verdict) ? 3 : verdict === 'notEvaluated' ? 2 : needsMfa ? 1 : otherSigner ? 0.5 : 0

/** What opens first, last used first among those, then by name. */
export function byUse(left: ConnectionOption, right: ConnectionOption): number {
  const open = openness(right) - openness(left)
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

/**
 * The last signer used while it still opens what is wanted; else the one that opens it without a condition and, among
 * those, reaches least else; before nobody, one that MFA would let in. For a look around the server itself where it opens
 * anything; it, too, where nobody does.
 */
export function chooseSigner<S>(
  signers: readonly S[],
  optionsFor: (signer: S) => ConnectionOption[],
  wanted: WantedConnection | null,
  last?: S,
): S | undefined {
  const known = signers.map(signer => {
    const all = optionsFor(signer)
    const fitting = wanted === null ? all : all.filter(option => fits(option, wanted))
    return { signer, reach: openedBy(all).length, rank: Math.max(0, ...fitting.map(rankOf)) }
  })
  const again = known.find(({ signer, rank }) => signer === last && rank > MFA_RANK)
  if (again) return again.signer
  if (wanted === null && known[0] && known[0].rank > MFA_RANK) return known[0].signer
  const best = Math.max(0, ...known.map(({ rank }) => rank))
  // toSorted is stable: in a tie the server itself, which is listed first, stays first.
  const order = known
    .filter(({ rank }) => rank === best && best > 0)
    .toSorted((left, right) => left.reach - right.reach)
  return order[0]?.signer ?? signers[0]
}

/** Of what is closed to the one who signs: who else opens it. Best first, then who reaches least else. */
export function openToOthers<S extends Pick<OtherSigner, 'arn' | 'label'>>(
  options: readonly ConnectionOption[],
  signers: readonly S[],
  optionsFor: (signer: S) => ConnectionOption[],
): ConnectionOption[] {
  const closed = new Set(
    options.filter(option => option.verdict !== 'notEvaluated' && rankOf(option) === 0).map(optionKey),
  )
  const best = new Map<string, { rank: number; reach: number; other: OtherSigner }>()
  if (closed.size > 0)
    for (const signer of signers) {
      const opened = openedBy(optionsFor(signer))
      const reach = opened.length
      for (const option of opened) {
        const [key, rank] = [optionKey(option), rankOf(option)]
        const before = best.get(key)
        if (
          !closed.has(key) ||
          (before && (before.rank > rank || (before.rank === rank && before.reach <= reach)))
        )
          continue
        const { arn, label } = signer
        best.set(key, { rank, reach, other: { arn, label, withMfa: rank === MFA_RANK } })
      }
    }
  return options.map(option => {
    const other = best.get(optionKey(option))?.other
    return other ? { ...option, otherSigner: other } : option
  })
}

const MFA_RANK = 1

/** With MFA or without: how much a signer reaches is counted in one way. */
const openedBy = (options: readonly ConnectionOption[]) => options.filter(option => rankOf(option) > 0)

function rankOf({ verdict, needsMfa }: ConnectionOption): number {
  if (verdict === 'canConnect') return 3
  if (reaches(verdict)) return 2
  return needsMfa ? MFA_RANK : 0
}

export function fits(option: ConnectionOption, wanted: WantedConnection): boolean {
  const user = wanted.databaseUser === null || option.databaseUser === wanted.databaseUser
  return user && option.resourceId === wanted.resourceId
}
