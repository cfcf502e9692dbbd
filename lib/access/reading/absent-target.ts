import type { AccountReading, RegionReading } from '@/lib/access/model/inventory'
import { failureOf, isKnown, oldest, type Part } from '@/lib/access/model/part'
import { AppError } from '@/lib/errors'
import { formatMoment } from '@/lib/format'
import { listings } from './region-reading'

interface Ref {
  region: string
  resourceId: string
}

/** What would have listed it. A member of a cluster has an id like an instance's. */
function whatListsIt(region: RegionReading, resourceId: string): Part[] {
  const { parts } = region
  if (resourceId.startsWith('db-')) return [parts.instances, parts.clusters]
  if (resourceId.startsWith('cluster-')) return [parts.clusters]
  return resourceId.startsWith('prx-') ? [parts.proxies] : listings(region)
}

function unknown(part: Part, message: string): AppError {
  const why = failureOf(part)
  return new AppError(part.state === 'refused' ? 'accessDenied' : 'unavailable', message, {
    ...(why?.answer ? { answer: why.answer } : {}),
    ...(why?.missingAction ? { missingAction: why.missingAction } : {}),
  })
}

/**
 * Why a target is not among those that were read. That it may be gone is said only where this very reading listed its kind
 * whole: what could not be read has not been deleted.
 */
export function absentTarget(
  { regions, readAt }: AccountReading,
  { region: name, resourceId }: Ref,
): AppError {
  const region = regions.find(each => each.region === name)
  if (!region) {
    const read = regions.map(each => each.region).join(', ')
    return new AppError(
      'unavailable',
      `No target ${resourceId} is known in ${name}, which is not among the Regions that are read (${read}). Whether it exists is not known: add ${name} to GATEHOUSE_REGIONS and start again.`,
    )
  }
  const parts = whatListsIt(region, resourceId)
  const date = oldest(parts)
  const missing = parts.find(part => !isKnown(part))
  if (missing?.state === 'reading')
    return unknown(missing, `${name} is being read, so whether ${resourceId} exists is not known yet.`)
  if (missing) {
    const why = failureOf(missing)?.message ?? ('why' in missing ? String(missing.why) : '')
    return unknown(
      missing,
      `${name} could not be read, so whether ${resourceId} exists is not known. ${why}`.trim(),
    )
  }
  const kept = parts.find(part => part.state === 'kept')
  const at = `${formatMoment(date ?? readAt, readAt)} UTC`
  if (kept) {
    return unknown(
      kept,
      `${name} could not be read again, so whether ${resourceId} exists now is not known. It was not there at ${at}, when ${name} was last read. ${failureOf(kept)?.message ?? ''}`.trim(),
    )
  }
  return new AppError(
    'notFound',
    `No target ${resourceId} in ${name} as read at ${at}. It may have been deleted, or replaced by one with another resource id.`,
  )
}
