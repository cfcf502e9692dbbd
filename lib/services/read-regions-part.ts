import 'server-only'
import type { Caveat } from '@/lib/access/caveat'
import type { AccountReading } from '@/lib/access/inventory'
import type { Part } from '@/lib/access/part'
import { regionState } from '@/lib/access/region-reading'
import { isExpiry } from '@/lib/aws/errors'
import { inTurn } from '@/lib/aws/in-turn'
import { type RegionAnswer, readRegion } from '@/lib/aws/rds'
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
function closedByName(reading: RegionAnswer, at: string): RegionAnswer {
  const { region } = reading.region
  const caveat: Caveat = {
    id: `region:${region}:optIn`,
    scope: 'region',
    subject: region,
    message: `${region} refuses the credentials that AWS accepts elsewhere, so its targets are missing here. Most likely this account has not opted in to it: enable it in the account's settings, or take it out of GATEHOUSE_REGIONS. If it is enabled, the session of this server comes from the global STS endpoint: set AWS_STS_REGIONAL_ENDPOINTS to regional where it is made.`,
    answer: reading.refusedCredentials?.answer ?? null,
    missingAction: null,
    at,
  }
  const { message, answer, missingAction } = caveat
  const refused: Part = { state: 'refused', why: { message, answer, missingAction, at } }
  const parts = { ...reading.region.parts, instances: refused, clusters: refused, proxies: refused }
  return { ...reading, region: { ...reading.region, parts }, caveats: [caveat] }
}

/** The caller is known by now, so its credentials work somewhere. */
const isClosed = (optIn: boolean, { refusedCredentials }: RegionAnswer) =>
  optIn && refusedCredentials !== null && !isExpiry(refusedCredentials)

/** A passing failure must not blank what was known: the region's older targets stay, and its caveat says how old. */
function keepOlder(reading: RegionAnswer, older: AccountReading | null): RegionAnswer {
  const { region } = reading.region
  if (!older || regionState(reading.region) !== 'failed') return reading
  const fresh = new Set(reading.targets.map(target => target.resourceId))
  const kept = older.targets.filter(target => target.region === region && !fresh.has(target.resourceId))
  if (kept.length === 0) return reading
  const targets = [...reading.targets, ...kept]
  return {
    ...reading,
    targets,
    region: { ...reading.region, targetCount: targets.length },
    caveats: reading.caveats.map(caveat => ({
      ...caveat,
      message: caveat.message.replace(/They are missing here\.$/, `They are shown as of ${older.readAt}.`),
    })),
  }
}

/** All configured regions, a few at a time. Only credentials that no region accepts stop it. */
export async function readRegionsPart(
  partition: string,
  older: AccountReading | null,
  at: string,
): Promise<RegionsPart> {
  const wanted = await regionsToRead(partition)
  const soFar = readingSoFar()
  soFar.ofRegions = wanted.length
  const readings = await inTurn(wanted, 8, async ({ region, optIn, named }) => {
    const reading = await readRegion(region)
    soFar.regions += 1
    return { named, closed: isClosed(optIn, reading), reading }
  })
  const open = readings.filter(({ closed }) => !closed).map(({ reading }) => reading)
  const refusal = open.find(reading => reading.refusedCredentials)?.refusedCredentials
  if (refusal && open.every(reading => reading.refusedCredentials)) throw refusal
  const shown = readings
    .filter(({ closed, named }) => named || !closed)
    .map(({ closed, reading }) => (closed ? closedByName(reading, at) : keepOlder(reading, older)))
  return {
    regions: shown.map(reading => reading.region),
    targets: shown.flatMap(reading => reading.targets),
    caveats: [
      ...shown.flatMap(reading => reading.caveats),
      ...notOptedIn(
        readings.filter(({ closed, named }) => closed && !named).map(({ reading }) => reading.region.region),
        at,
      ),
    ],
  }
}
