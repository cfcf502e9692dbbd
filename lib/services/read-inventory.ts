import 'server-only'
import type { Caveat } from '@/lib/access/caveat'
import { classifyPrincipal } from '@/lib/access/classify-principal'
import type { DatabaseScan } from '@/lib/access/database-user'
import type { Inventory } from '@/lib/access/inventory'
import type { Principal } from '@/lib/access/principal'
import { fromAws } from '@/lib/aws/errors'
import { type IamReading, readIam } from '@/lib/aws/iam'
import type { IamPrincipal } from '@/lib/aws/iam-mapping'
import { DOCUMENTED_QUOTAS, readAccountAlias, readQuotas } from '@/lib/aws/iam-quotas'
import { inTurn } from '@/lib/aws/in-turn'
import { type RegionReading, readRegion } from '@/lib/aws/rds'
import { regionsToRead } from '@/lib/aws/regions'
import { readCallerIdentity } from '@/lib/aws/sts'
import { log } from '@/lib/log/log'
import { loadScans } from '@/lib/records/scans'

function classify({ instanceProfiles, ...principal }: IamPrincipal): Principal {
  const facts = { ...principal, instanceProfile: instanceProfiles.length > 0 }
  return { ...principal, ...classifyPrincipal(facts) }
}

const NOTHING: IamReading = { principals: [], groups: [], policies: [], managedPolicies: [], caveats: [] }

/** Without IAM there are still targets; every verdict then says that it was not evaluated. */
async function readIamOrSayWhy(at: string): Promise<IamReading> {
  try {
    return await readIam()
  } catch (error) {
    const call = { action: 'iam:GetAccountAuthorizationDetails', doing: 'read users, roles and policies' }
    const { message, answer, missingAction, code } = fromAws(error, call)
    if (code === 'internal') throw error
    const meaning = 'Who can connect is not known until it can be read.'
    const caveat: Caveat = {
      id: 'iam',
      scope: 'iam',
      subject: 'IAM',
      message: `${message} ${meaning}`,
      answer,
      missingAction,
      at,
    }
    return { ...NOTHING, caveats: [caveat] }
  }
}

async function readScans(at: string): Promise<{ scans: Record<string, DatabaseScan>; caveats: Caveat[] }> {
  try {
    const saved = await loadScans()
    const scans = [...saved].map(([resourceId, { scan, scannedAt }]) => {
      return [resourceId, { ...(scan as DatabaseScan), scannedAt }] as const
    })
    return { scans: Object.fromEntries(scans), caveats: [] }
  } catch (error) {
    log.error({ err: error }, 'saved scans could not be read')
    const message =
      'The records of this server could not be read, so no database user is known. Verdicts stand on IAM and the switch alone.'
    const caveat: Caveat = {
      id: 'scans',
      scope: 'database',
      subject: 'records',
      message,
      answer: null,
      missingAction: null,
      at,
    }
    return { scans: {}, caveats: [caveat] }
  }
}

/** Organisation policies are not read: only the AWS policy simulator knows them. */
function organizationCaveat(at: string): Caveat {
  return {
    id: 'organization',
    scope: 'organization',
    subject: 'SCPs',
    message:
      'Organisation policies (SCPs) are not read. They can still deny; the AWS policy simulator takes them into account.',
    answer: null,
    missingAction: null,
    at,
  }
}

/** An account that never opted in to a region has nothing there: said once for all of them. */
function notOptedIn(readings: RegionReading[], at: string): Caveat[] {
  if (readings.length === 0) return []
  const names = readings.map(reading => reading.region.region)
  const message = `This account has not opted in to ${names.length} regions, so they were not read: ${names.join(', ')}.`
  const rest = { answer: null, missingAction: null, at }
  return [{ id: 'regions:optIn', scope: 'region', subject: 'not opted in', message, ...rest }]
}

async function readRegions(partition: string, at: string) {
  const wanted = await regionsToRead(partition)
  const readings = await inTurn(wanted, 8, async ({ region, optIn }) => ({
    optIn,
    reading: await readRegion(region),
  }))
  const closed = readings.filter(({ optIn, reading }) => optIn && reading.refusedCredentials)
  const open = readings.filter(item => !closed.includes(item)).map(({ reading }) => reading)
  const firstRefusal = open.find(reading => reading.refusedCredentials)?.refusedCredentials
  const allRefused = open.length > 0 && open.every(reading => reading.refusedCredentials)
  if (allRefused && firstRefusal) throw firstRefusal
  const caveats = notOptedIn(
    closed.map(({ reading }) => reading),
    at,
  )
  return { open, caveats }
}

/** Reads the whole account once. Refusals become caveats; only missing credentials stop it. */
export async function readInventory(): Promise<Inventory> {
  const started = performance.now()
  const readAt = new Date().toISOString()
  const caller = await readCallerIdentity()
  const [regions, iam, quotas, accountAlias, scans] = await Promise.all([
    readRegions(caller.partition, readAt),
    readIamOrSayWhy(readAt),
    readQuotas().catch(() => DOCUMENTED_QUOTAS),
    readAccountAlias().catch(() => null),
    readScans(readAt),
  ])
  const targets = regions.open.flatMap(reading => reading.targets)
  const inventory: Inventory = {
    accountId: caller.accountId,
    accountAlias,
    partition: caller.partition,
    callerArn: caller.arn,
    regions: regions.open.map(reading => reading.region),
    targets: targets.sort((a, b) => a.name.localeCompare(b.name) || (a.arn < b.arn ? -1 : 1)),
    principals: iam.principals.map(classify),
    groups: iam.groups,
    policies: iam.policies,
    managedPolicies: iam.managedPolicies,
    quotas,
    scans: scans.scans,
    caveats: [
      ...regions.open.flatMap(reading => reading.caveats),
      ...regions.caveats,
      ...iam.caveats,
      ...scans.caveats,
      organizationCaveat(readAt),
    ],
    readAt,
  }
  const durationMs = Math.round(performance.now() - started)
  log.info({ durationMs, targets: targets.length, principals: iam.principals.length }, 'account read')
  return inventory
}
