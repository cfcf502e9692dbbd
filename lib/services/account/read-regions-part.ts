import 'server-only'
import type { Caveat } from '@/lib/access/model/caveat'
import type { AccountReading } from '@/lib/access/model/inventory'
import type { Part } from '@/lib/access/model/part'
import { keptRegion } from '@/lib/access/reading/kept-region'
import { regionCaveats } from '@/lib/access/reading/region-caveats'
import { sharedIdCaveats } from '@/lib/access/reading/shared-ids'
import type { Account } from '@/lib/account'
import { isExpiry } from '@/lib/aws/aws-failure'
import { inTurn } from '@/lib/aws/in-turn'
import { type RegionFromAws, readRegion } from '@/lib/aws/rds'
import { readingSoFar } from '@/lib/aws/reading-so-far'
import { regionsToRead } from '@/lib/aws/regions'

export type RegionsPart = Pick<AccountReading, 'regions' | 'targets' | 'caveats'>

/** An account that never opted in to a region has nothing there: said once for all of them. */
function notOptedIn(regions: string[], at: string): Caveat[] {
  if (regions.length === 0) return []
  return [
    {
      id: 'regions:optIn',
      scope: 'region',
      subject: 'not opted in',
      message: `This account has not opted in to ${regions.length} regions, so they were not read: ${regions.join(', ')}.`,
      answer: null,
      missingAction: null,
      at,
    },
  ]
}

/**
 * Named and refused: targets may be there all the same. IAM User Guide, "Managing AWS STS in an AWS Region": tokens of the
 * global endpoint are good only where an account need not opt in.
 */
function closedByName(answer: RegionFromAws): RegionFromAws {
  const message = `${answer.region} refuses the credentials that AWS accepts elsewhere. Most likely this account has not opted in to it: enable it in the account's settings, or take it out of GATEHOUSE_REGIONS. If it is enabled, the session of this server comes from the global STS endpoint: set AWS_STS_REGIONAL_ENDPOINTS to regional where it is made.`
  const aws = answer.refusedCredentials?.answer ?? null
  const why = { message, answer: aws, missingAction: null, at: answer.at }
  const refused: Part = { state: 'refused', why }
  return { ...answer, listings: { instances: refused, clusters: refused, proxies: refused } }
}

/** The caller is known by now, so its credentials work somewhere. */
const isClosed = (optIn: boolean, { refusedCredentials }: RegionFromAws) =>
  optIn && refusedCredentials !== null && !isExpiry(refusedCredentials)

/** All configured regions, a few at a time. Only credentials that no region accepts stop it. */
export async function readRegionsPart(
  account: Account,
  partition: string,
  older: AccountReading | null,
  at: string,
): Promise<RegionsPart> {
  const wanted = await regionsToRead(account, partition)
  const soFar = readingSoFar(account)
  soFar.ofRegions = wanted.length
  const readings = await inTurn(wanted, 8, async ({ region, optIn, named }) => {
    const reading = await readRegion(account, region, at)
    soFar.regions += 1
    return { named, closed: isClosed(optIn, reading), reading }
  })
  const open = readings.filter(({ closed }) => !closed).map(({ reading }) => reading)
  const refusal = open.find(reading => reading.refusedCredentials)?.refusedCredentials
  if (refusal && open.every(reading => reading.refusedCredentials)) throw refusal
  const shown = readings
    .filter(({ closed, named }) => named || !closed)
    .map(({ closed, reading }) => {
      const answer = closed ? closedByName(reading) : reading
      const region = keptRegion(answer, older)
      return { ...region, caveats: regionCaveats(answer, region) }
    })
  const unnamed = readings.filter(({ closed, named }) => closed && !named)
  const targets = shown.flatMap(region => region.targets)
  return {
    regions: shown.map(({ region }) => region),
    targets,
    caveats: [
      ...shown.flatMap(({ caveats }) => caveats),
      ...sharedIdCaveats(targets, at),
      ...notOptedIn(
        unnamed.map(({ reading }) => reading.region),
        at,
      ),
    ],
  }
}
