import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Caveat } from '@/lib/access/model/caveat'
import { type AccountReading, hasIam, type Inventory } from '@/lib/access/model/inventory'
import type { Part } from '@/lib/access/model/part'
import { reaches } from '@/lib/access/model/verdict'
import { asOf } from '@/lib/access/reading/as-of'
import { type DatedPart, datedParts } from '@/lib/access/reading/dated-parts'
import { unreadWords } from '@/lib/access/reading/unread-listings'
import { unreadPolicies } from '@/lib/access/reading/unread-policies'
import { callerCredentials, type SigningCredentials } from '@/lib/aws/sts'
import {
  byUse,
  type ConnectionOption,
  chooseSigner,
  fits,
  openToOthers,
  type WantedConnection,
} from '@/lib/connect/connection-options'
import { knownConnections, type NamedTarget } from '@/lib/connect/known-connections'
import { matchesQuery } from '@/lib/connect/matches-query'
import { ownCredentials } from '@/lib/connect/session-making'
import { assertCan } from '@/lib/operator/operator'
import type { AuditRecord } from '@/lib/records/audit-entry'
import { loadReading } from '@/lib/services/account/load-inventory'
import { CALLER, type SignAs, signerOf } from '@/lib/services/account/signing-as'
import type { Context } from '@/lib/services/context'
import {
  type LiveToken,
  lastIssued,
  lastSigner,
  liveTokens,
  namesOf,
  ownTokens,
} from '@/lib/services/tokens/issued-tokens'
import { optionsOfSigner, type SignerChoice, signersOf } from '@/lib/services/tokens/signers'

export interface Connections {
  signers: SignerChoice[]
  signAs: SignAs
  options: ConnectionOption[]
  total: number
  /** How many of them the signer may use, perhaps on a condition. */
  usable: number
  /** Who this server is, for the command line that shows what it may assume. */
  callerArn: string
  /** An MFA code can be given to the credentials of this server. */
  takesCode: boolean
  /** Options left out so that the page stays light: `find` reaches them. */
  hidden: number
  live: LiveToken[]
  credentialsExpireAt: string | null
  /** Set where IAM was never read, so that nothing is known of what the signer may do: users can be typed then. */
  typed: NamedTarget[] | null
  /** How many targets were read, with users that are known or without. */
  targets: number
  /** What the list may be missing, targets or policies; null: nothing. */
  unread: string | null
  regions: string[]
  caveats: Caveat[]
  dates: DatedPart[]
  /** Users, roles and policies: whether they were read. */
  iam: Part
  readAt: string
}

interface Question {
  signAs: SignAs | null
  wanted?: WantedConnection | null
  find?: string
}

const shownOptions = 1000

/** Every target and database user that a token could be issued for, with what the signer may do there where IAM was read. */
export async function listConnections(context: Context, question: Question): Promise<Connections> {
  assertCan(context, 'read')
  const [reading, credentials, issued] = await Promise.all([
    loadReading(context.account),
    callerCredentials(context.account),
    ownTokens(context),
  ])
  const { signers, signAs, all } = hasIam(reading)
    ? ofSigners(reading, question, issued, credentials)
    : ofNames(reading, question, issued)
  const isTemporary = credentials.sessionToken !== undefined
  const takesCode = ownCredentials({ arn: reading.callerArn, isTemporary }) === 'userKeys'
  const { wanted } = question
  const options = all
    .filter(option => matchesQuery(option, question.find ?? ''))
    .map(option => ({ ...option, lastIssuedAt: lastIssued(issued, option) }))
    .sort(byUse)
  return {
    signers,
    signAs,
    options: options.filter((option, at) => at < shownOptions || (wanted && fits(option, wanted))),
    total: all.length,
    usable: all.filter(({ verdict, needsMfa }) => reaches(verdict) || (needsMfa && takesCode)).length,
    takesCode,
    callerArn: reading.callerArn,
    hidden: Math.max(0, options.length - shownOptions),
    live: liveTokens(issued, context.now),
    credentialsExpireAt: credentials.expiresAt,
    typed: hasIam(reading) ? null : reading.targets.map(named),
    targets: reading.targets.length,
    unread: [unreadPolicies(reading), unreadWords(reading.regions)].filter(Boolean).join('; ') || null,
    regions: reading.regions.map(({ region }) => region),
    caveats: reading.caveats,
    dates: datedParts(reading),
    iam: reading.parts.iam,
    readAt: asOf(reading),
  }
}

const named = ({ region, resourceId, kind, name }: NamedTarget): NamedTarget => {
  return { region, resourceId, kind, name }
}

type Choice = Pick<Connections, 'signers' | 'signAs'> & { all: ConnectionOption[] }

function ofSigners(
  inventory: Inventory,
  question: Question,
  issued: readonly AuditRecord[],
  own: SigningCredentials,
): Choice {
  const signers = signersOf(compileAccess(inventory))
  const optionsFor = (signer: SignAs) => optionsOfSigner(inventory, own, signer)
  const wanted = question.wanted ?? null
  const used = lastSigner(issued, wanted)
  const last = signers.find(({ arn }) => signerOf(inventory, arn).arn === used)
  const chosen = chooseSigner(signers, signer => optionsFor(signer.arn), wanted, last)
  const signAs = question.signAs ?? chosen?.arn ?? CALLER
  const all = openToOthers(optionsFor(signAs), signers, signer => optionsFor(signer.arn))
  return { signers, signAs, all }
}

/** Without IAM nobody knows which roles may be assumed: those that signed before can be chosen, and AWS decides. */
function ofNames(reading: AccountReading, question: Question, issued: readonly AuditRecord[]): Choice {
  const { connections, roles } = namesOf(issued)
  const { resourceId, databaseUser } = question.wanted ?? {}
  const wanted = resourceId && databaseUser ? [{ resourceId, databaseUser }] : []
  const signers = [CALLER, ...roles].map(arn => ({
    arn,
    label: signerOf(reading, arn).label,
    kind: arn === CALLER ? ('caller' as const) : ('role' as const),
  }))
  return {
    signers,
    signAs: question.signAs ?? CALLER,
    all: knownConnections(reading, [...connections, ...wanted]),
  }
}
