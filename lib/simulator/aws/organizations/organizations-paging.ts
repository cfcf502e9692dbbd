import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Parameters } from '@/lib/simulator/aws/parameters'
import type { XmlObject } from '@/lib/simulator/aws/xml'

const MOST = 20

/** At most 20 items a page; a page may be empty although more follow (Organizations API Reference, every List call). */
export function page<T>(
  items: readonly T[],
  parameters: Parameters,
  emptyPages: number,
): { items: T[]; more: XmlObject } {
  const asked = parameters.integer('MaxResults') ?? MOST
  if (asked < 1 || asked > MOST)
    throw new AwsError('InvalidInputException', 400, `MaxResults must lie between 1 and ${MOST}`)
  const size = Math.min(asked, parameters.mostItems)
  const token = parameters.text('NextToken')
  const turn = token === null ? 0 : Number(/^turn-(\d+)$/.exec(token)?.[1] ?? Number.NaN)
  if (Number.isNaN(turn)) throw new AwsError('InvalidInputException', 400, 'Invalid NextToken')
  const start = (turn - emptyPages) * size
  const shown = start < 0 ? [] : items.slice(start, start + size)
  const more = start < 0 || start + size < items.length
  return { items: shown, more: { NextToken: more ? `turn-${turn + 1}` : undefined } }
}
