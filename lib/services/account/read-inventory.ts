import 'server-only'
import { AS_FAR_AS_READ } from '@/lib/access/model/as-far-as-read'
import type { Caveat } from '@/lib/access/model/caveat'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import type { AccountReading, IamQuotas, Inventory } from '@/lib/access/model/inventory'
import { withAnswers } from '@/lib/access/model/kept-answers'
import { serviceControlOver } from '@/lib/access/model/organization'
import type { Part } from '@/lib/access/model/part'
import { savedScan } from '@/lib/access/model/saved-scan'
import type { KeptAnswer } from '@/lib/access/model/simulated-cell'
import type { IamCounts } from '@/lib/access/reading/iam-consistency'
import { keptPart } from '@/lib/access/reading/kept-part'
import { ownTargets } from '@/lib/access/reading/own-targets'
import type { Account } from '@/lib/account'
import { awsFact, dropAwsFacts } from '@/lib/aws/aws-facts'
import { fromAws } from '@/lib/aws/aws-failure'
import { DOCUMENTED_QUOTAS, readAccountAlias, readAccountSummary } from '@/lib/aws/iam-quotas'
import { type Pace, timedPart, withReadingCosts } from '@/lib/aws/reading-costs'
import { type CallerIdentity, readCallerIdentity } from '@/lib/aws/sts'
import { unreadPart } from '@/lib/aws/unread-part'
import { AppError } from '@/lib/errors'
import { formatMoment } from '@/lib/format'
import { log } from '@/lib/log/log'
import { loadScans } from '@/lib/records/scans'
import { loadAnswers } from '@/lib/records/simulator-answers'
import { withOwnSwitches } from '@/lib/services/account/own-switches'
import { type IamWitness, readIamPart } from '@/lib/services/account/read-iam-part'
import { readOrganizationPart } from '@/lib/services/account/read-organization-part'
import { readRegionsPart } from '@/lib/services/account/read-regions-part'

const UNREAD_RECORDS = 'The records of this server could not be read.'

async function readScans(
  accountId: string,
  older: AccountReading | null,
  at: string,
): Promise<{ part: Part; scans: Record<string, DatabaseScan>; caveats: Caveat[] }> {
  try {
    const saved = await loadScans(accountId)
    const scans = [...saved].map(([resourceId, { scan, scannedAt }]) => {
      return [resourceId, savedScan(scan, scannedAt)] as const
    })
    return { part: { state: 'read', at }, scans: Object.fromEntries(scans), caveats: [] }
  } catch (error) {
    log.error({ err: error }, 'saved scans could not be read')
    const why = { message: UNREAD_RECORDS, answer: null, missingAction: null, at }
    const part = keptPart({ state: 'failed', why }, older?.parts.scans)
    const scans = older && part.state === 'kept' ? older.scans : {}
    const meaning =
      part.state === 'kept'
        ? `Database users are shown as of ${formatMoment(part.at, at)} UTC.`
        : 'So no database user is known, and verdicts stand on IAM and the switch alone.'
    const caveat: Caveat = {
      id: 'scans',
      scope: 'database',
      subject: 'records',
      message: `${UNREAD_RECORDS} ${meaning}`,
      answer: null,
      missingAction: null,
      at,
    }
    return { part, scans, caveats: [caveat] }
  }
}

/** Without them nothing is lost but what AWS was asked before this server started; that it was is said. */
async function readAnswers(
  accountId: string,
  at: string,
): Promise<{ answers: KeptAnswer[]; caveats: Caveat[] }> {
  try {
    return { answers: await loadAnswers(accountId), caveats: [] }
  } catch (error) {
    log.error({ err: error }, 'saved answers of the policy simulator could not be read')
    const message = `What the AWS policy simulator said before could not be read from the records, so a connection that it knows to be denied by the organisation may be shown as open, ${AS_FAR_AS_READ}.`
    const about = { id: 'simulator-answers', scope: 'organization', subject: 'AWS policy simulator' } as const
    return { answers: [], caveats: [{ ...about, message, answer: null, missingAction: null, at }] }
  }
}

async function readLive(
  account: Account,
  older: AccountReading | null,
  at: string,
): Promise<{ quotas: IamQuotas; counts: IamCounts | null; part: Part }> {
  try {
    return { ...(await readAccountSummary(account)), part: { state: 'read', at } }
  } catch (error) {
    const call = { action: 'iam:GetAccountSummary', doing: 'read the IAM quotas' }
    const part = keptPart(unreadPart(fromAws(account, error, call), at), older?.parts.quotas)
    const quotas = older && part.state === 'kept' ? older.quotas : DOCUMENTED_QUOTAS
    return { quotas, counts: null, part }
  }
}

/** What the list of IAM is held against. */
const witnessOf = (
  account: Account,
  callerArn: string,
  first: Promise<{ counts: IamCounts | null }>,
): IamWitness => ({
  callerArn,
  readCounts: async again => {
    if (!again) return (await first).counts
    return readAccountSummary(account).then(
      ({ counts }) => counts,
      () => null,
    )
  },
})

const ONE_HOUR = 60 * 60 * 1000

/**
 * Reads the whole account once. What is refused becomes a part that is not known; only missing credentials stop it.
 */
export function readInventory(
  account: Account,
  older: AccountReading | null,
  pace: Pace = 'usual',
): Promise<AccountReading | Inventory> {
  return withReadingCosts(account, pace, () => readAccount(account, older))
}

/** What credentials of another account show is no answer about this one. */
function assertExpected({ expectedId }: Account, { accountId }: CallerIdentity): void {
  if (expectedId === null || expectedId === accountId) return
  throw new AppError(
    'notFound',
    `This server cannot read account ${expectedId}: the credentials that it has are of account ${accountId}. Nothing of ${accountId} is shown in its place.`,
  )
}

async function readAccount(
  account: Account,
  older: AccountReading | null,
): Promise<AccountReading | Inventory> {
  const started = performance.now()
  const readAt = new Date().toISOString()
  const caller = await readCallerIdentity(account)
  assertExpected(account, caller)
  account.id = caller.accountId
  const same = older?.accountId === caller.accountId ? older : null
  if (older && !same) dropAwsFacts(account)
  const summary = readLive(account, same, readAt)
  const [rds, iam, control, live, accountAlias, saved, asked] = await Promise.all([
    timedPart(account, 'targets', readRegionsPart(account, caller.partition, same, readAt)),
    timedPart(account, 'iam', readIamPart(account, same, readAt, witnessOf(account, caller.arn, summary))),
    timedPart(account, 'organization', readOrganizationPart(account, caller.accountId, same, readAt)),
    timedPart(account, 'quotas', summary),
    awsFact(account, 'account alias', ONE_HOUR, () => readAccountAlias(account)).catch(
      () => same?.accountAlias ?? null,
    ),
    timedPart(account, 'records', readScans(caller.accountId, same, readAt)),
    readAnswers(caller.accountId, readAt),
  ])
  const { own, caveats: foreign } = ownTargets(rds.targets, caller, readAt)
  const durationMs = Math.round(performance.now() - started)
  const principals = iam.entities?.principals.length ?? null
  log.info({ durationMs, targets: rds.targets.length, principals }, 'account read')
  const reading: AccountReading = {
    accountId: caller.accountId,
    accountAlias,
    partition: caller.partition,
    callerArn: caller.arn,
    regions: rds.regions,
    targets: (await withOwnSwitches(own, new Date(readAt))).toSorted(
      (a, b) => a.name.localeCompare(b.name) || (a.arn < b.arn ? -1 : 1),
    ),
    quotas: live.quotas,
    organization: control.organization,
    scans: saved.scans,
    parts: {
      iam: iam.iam,
      organization: control.part,
      credentials: iam.credentials,
      quotas: live.part,
      scans: saved.part,
    },
    caveats: [
      ...rds.caveats,
      ...foreign,
      ...iam.caveats,
      ...saved.caveats,
      ...asked.caveats,
      ...control.caveats,
    ],
    readAt,
  }
  if (!iam.entities) return reading
  const { entities } = iam
  const inventory: Inventory = {
    ...reading,
    ...entities,
    principals: entities.principals.map(principal => serviceControlOver(principal, control.organization)),
    policies: [...entities.policies.filter(({ kind }) => kind !== 'scp'), ...control.policies],
    simulated: [],
  }
  return withAnswers(inventory, asked.answers)
}
