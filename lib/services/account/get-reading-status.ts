import 'server-only'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { type ReadingStatus, readingStatus } from '@/lib/services/account/load-inventory'

/** Whether a newer answer than a page shows is there, and how far the reading under way is. AWS is not asked. */
export async function getReadingStatus(operator: Operator): Promise<ReadingStatus> {
  assertCan(operator, 'read')
  return readingStatus()
}
