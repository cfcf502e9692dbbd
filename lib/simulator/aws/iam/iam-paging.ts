import type { Parameters } from '@/lib/simulator/aws/parameters'
import type { XmlObject } from '@/lib/simulator/aws/xml'

/** IAM pages: 1 to 1,000 items, 100 unless asked; `IsTruncated` tells whether there is more. */
export function page<T>(
  items: readonly T[],
  parameters: Parameters,
  weigh?: (item: T) => number,
): { items: T[]; more: XmlObject } {
  const size = parameters.integer('MaxItems') ?? 100
  if (size < 1)
    throw parameters.invalid('MaxItems', String(size), 'Member must have value greater than or equal to 1')
  if (size > 1000)
    throw parameters.invalid('MaxItems', String(size), 'Member must have value less than or equal to 1000')
  const start = startOf(parameters)
  const end = start + fitting(items.slice(start, start + Math.min(size, parameters.mostItems)), weigh)
  const truncated = end < items.length
  const marker = truncated ? Buffer.from(`iam:${end}`).toString('base64url') : undefined
  return { items: items.slice(start, end), more: { IsTruncated: truncated, Marker: marker } }
}

const PAGE_CHARACTERS = 200_000

/** IAM may send fewer than were asked for although more follow: heavy pages end early. */
function fitting<T>(items: readonly T[], weigh: ((item: T) => number) | undefined): number {
  if (!weigh) return items.length
  let weight = 0
  const last = items.findIndex(item => {
    weight += weigh(item)
    return weight > PAGE_CHARACTERS
  })
  return last < 0 ? items.length : last + 1
}

function startOf(parameters: Parameters): number {
  const marker = parameters.text('Marker')
  if (marker === null) return 0
  const [, offset] = /^iam:(\d+)$/.exec(Buffer.from(marker, 'base64url').toString()) ?? []
  if (offset) return Number(offset)
  throw parameters.invalid('Marker', marker, 'Invalid Marker')
}
