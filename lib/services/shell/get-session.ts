import 'server-only'
import type { Caveat } from '@/lib/access/model/caveat'
import { type AccountReading, hasIam, type Inventory } from '@/lib/access/model/inventory'
import { asOf } from '@/lib/access/reading/as-of'
import { unreadOrKeptWords } from '@/lib/access/reading/unread-listings'
import type { Account } from '@/lib/account'
import { settings } from '@/lib/config/env'
import { AppError } from '@/lib/errors'
import type { Finding } from '@/lib/findings/finding'
import { unreadBehindFindings } from '@/lib/findings/reading-coverage'
import { formatCount } from '@/lib/format'
import { log } from '@/lib/log/log'
import { assertCan, type Capability } from '@/lib/operator/operator'
import { loadReading } from '@/lib/services/account/load-inventory'
import { knownReading } from '@/lib/services/account/reading-cache'
import { withPatience } from '@/lib/services/account/with-patience'
import {
  changesLeftOpen,
  type InterruptedChange,
  NOTHING_LEFT_OPEN,
} from '@/lib/services/changes/interrupted-changes'
import type { Context } from '@/lib/services/context'
import { openFindings } from '@/lib/services/findings/open-findings'
import { openUnchecked } from '@/lib/services/findings/open-unchecked'
import packageJson from '@/package.json'

export interface Session {
  account: { id: string; alias: string | null; callerArn: string; partition: string } | null
  version: string
  /** What is said of a demo's account; null: it is no demo. */
  demo: string[] | null
  capabilities: Capability[]
  mode: 'read only' | 'tokens' | 'can change'
  /** `principals`: null where IAM was not read. `findings`: the open ones, null while they are being looked for. */
  counts: { targets: number; principals: number | null; findings: number | null } | null
  /** What the number of targets leaves out, or has only from before; null: nothing. */
  unread: string | null
  /** The same of the findings. */
  findingsUnread: string | null
  readAt: string | null
  /** ISO: when the reading shown was begun: grows with every newer one. */
  answer: string | null
  /** Changes that a lost server left half done, or that nobody could look at yet. */
  interrupted: InterruptedChange[]
  /** One was interrupted a moment ago: whether it is half done is known soon. */
  settling: boolean
  caveats: Caveat[]
  /** `ok` also where an older reading is shown after a failure: its caveat says so. */
  credentials: 'ok' | 'missing' | 'expired'
}

/** The frame waits this long for a first reading, then stands without numbers and says how far the reading is. */
const PATIENCE_MS = 1_500

function modeOf(capabilities: readonly Capability[]): Session['mode'] {
  if ((['modify', 'grant', 'users'] as const).some(one => capabilities.includes(one))) return 'can change'
  return capabilities.includes('mint') ? 'tokens' : 'read only'
}

interface Attempt {
  reading: AccountReading | null
  failure: AppError | null
}

async function attempt(account: Account): Promise<Attempt> {
  const asked = loadReading(account).then(
    (reading): Attempt => ({ reading, failure: null }),
    (error): Attempt => {
      if (error instanceof AppError) return { reading: null, failure: error }
      log.error({ err: error }, 'the session could not be read')
      return { reading: null, failure: new AppError('internal', 'The account could not be read.') }
    },
  )
  return withPatience(asked, PATIENCE_MS, () => ({ reading: knownReading(account), failure: null }))
}

function credentialsOf({ failure }: Attempt): Session['credentials'] {
  if (failure?.code !== 'noCredentials') return 'ok'
  return /^(ExpiredToken|RequestExpired|TokenRefresh)/.test(failure.answer ?? '') ? 'expired' : 'missing'
}

function failureCaveat(failure: AppError): Caveat {
  const { message, answer, missingAction } = failure
  const at = new Date().toISOString()
  return { id: 'account', scope: 'iam', subject: 'account', message, answer, missingAction, at }
}

/** A number of findings that left out what an earlier reading showed would call that gone. */
function findingsUnread(reading: AccountReading, before: number): string | null {
  const unread = unreadBehindFindings(reading)
  if (before === 0) return unread
  return [unread, `${formatCount(before, 'finding')} known before, not checked now`]
    .filter(Boolean)
    .join('; ')
}

interface FoundFindings {
  findings: Finding[] | null
  /** How many were known before and are not checked now. */
  before: number
}

const NO_FINDINGS: FoundFindings = { findings: null, before: 0 }

async function findingsOf(context: Context, inventory: Inventory): Promise<FoundFindings> {
  const findings = await openFindings(context, inventory)
  if (!findings) return NO_FINDINGS
  const unchecked = await withPatience(openUnchecked(context, inventory, findings), PATIENCE_MS, () => [])
  return { findings, before: unchecked.length }
}

/** What the frame of every page shows. Never throws once the operator may read. */
export async function getSession(context: Context): Promise<Session> {
  assertCan(context, 'read')
  const found = await attempt(context.account)
  const { reading, failure } = found
  const inventory = reading && hasIam(reading) ? reading : null
  const [{ findings, before }, leftOpen] = await Promise.all([
    inventory ? findingsOf(context, inventory) : NO_FINDINGS,
    reading
      ? withPatience(changesLeftOpen(reading.accountId), PATIENCE_MS, () => NOTHING_LEFT_OPEN)
      : NOTHING_LEFT_OPEN,
  ])
  return {
    account: reading && {
      id: reading.accountId,
      alias: reading.accountAlias,
      callerArn: reading.callerArn,
      partition: reading.partition,
    },
    version: packageJson.version,
    demo: settings().demo,
    capabilities: context.actor.capabilities,
    mode: modeOf(context.actor.capabilities),
    counts: reading && {
      targets: reading.targets.length,
      principals: inventory?.principals.length ?? null,
      findings: findings?.length ?? null,
    },
    unread: reading && unreadOrKeptWords(reading.regions),
    findingsUnread: reading && findingsUnread(reading, before),
    readAt: reading && asOf(reading),
    answer: reading?.readAt ?? null,
    ...leftOpen,
    caveats: reading?.caveats ?? (failure ? [failureCaveat(failure)] : []),
    credentials: credentialsOf(found),
  }
}
