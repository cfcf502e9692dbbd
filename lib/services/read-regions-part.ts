import 'server-only'
import type { Caveat } from '@/lib/access/caveat'
import type { Inventory } from '@/lib/access/inventory'
import { inTurn } from '@/lib/aws/in-turn'
import { type RegionReading, readRegion } from '@/lib/aws/rds'
import { regionsToRead } from '@/lib/aws/regions'

export type RegionsPart = Pick<Inventory, 'regions' | 'targets' | 'caveats'>

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

/** A passing failure must not blank what was known: the region's older targets stay, and its caveat says how old. */
function keepOlder(reading: RegionReading, older: Inventory | null): RegionReading {
  const { region, status } = reading.region
  if (!older || (status !== 'throttled' && status !== 'failed')) return reading
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
  older: Inventory | null,
  at: string,
): Promise<RegionsPart> {
  const wanted = await regionsToRead(partition)
  const readings = await inTurn(wanted, 8, async ({ region, optIn }) => ({
    optIn,
    reading: await readRegion(region),
  }))
  const closed = readings.filter(({ optIn, reading }) => optIn && reading.refusedCredentials)
  const open = readings.filter(item => !closed.includes(item)).map(({ reading }) => reading)
  const refusal = open.find(reading => reading.refusedCredentials)?.refusedCredentials
  if (refusal && open.every(reading => reading.refusedCredentials)) throw refusal
  const shown = open.map(reading => keepOlder(reading, older))
  return {
    regions: shown.map(reading => reading.region),
    targets: shown.flatMap(reading => reading.targets),
    caveats: [
      ...shown.flatMap(reading => reading.caveats),
      ...notOptedIn(
        closed.map(({ reading }) => reading.region.region),
        at,
      ),
    ],
  }
}
