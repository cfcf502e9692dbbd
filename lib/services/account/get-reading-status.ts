import 'server-only'
import { assertCan } from '@/lib/operator/operator'
import type { ReadingStatus } from '@/lib/services/account/reading-cache'
import { readingStatus } from '@/lib/services/account/reading-cache'
import type { Context } from '@/lib/services/context'

/** Whether a newer answer than a page shows is there, and how far the reading under way is. AWS is not asked. */
export async function getReadingStatus(context: Context): Promise<ReadingStatus> {
  assertCan(context, 'read')
  return readingStatus(context.account)
}
