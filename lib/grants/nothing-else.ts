import { someAsFarAsRead, UNREAD } from '@/lib/access/model/as-far-as-read'
import type { Inventory } from '@/lib/access/model/inventory'
import { beyondRead } from '@/lib/access/reading/beyond-read'
import type { PlanNote } from './grant-plan'

type Ground = Pick<Inventory, 'regions' | 'principals'>

/** "Nothing else changes" is said of what was read: a target of a Region that was not, or an SCP, may well say otherwise. */
export function nothingElse(words: string, evaluated: string, { regions, principals }: Ground): PlanNote {
  const beyond = beyondRead(regions)
  if (beyond !== null) return { tone: 'warn', text: `${words} on the targets that were read. ${beyond}` }
  const asFar = someAsFarAsRead({ principals }) ? `, as far as read: ${UNREAD}` : ''
  return { tone: 'ok', text: `${words}${asFar}. ${evaluated}` }
}
