import { beyondRead } from '@/lib/access/beyond-read'
import type { RegionReading } from '@/lib/access/inventory'
import type { PlanNote } from './grant-plan'

/** "Nothing else changes" is said of what was read: a target of a Region that was not may well change too. */
export function nothingElse(words: string, evaluated: string, regions: readonly RegionReading[]): PlanNote {
  const beyond = beyondRead(regions)
  if (beyond === null) return { tone: 'ok', text: `${words}. ${evaluated}` }
  return { tone: 'warn', text: `${words} on the targets that were read. ${beyond}` }
}
