import 'server-only'
import type { AccountReading } from '@/lib/access/model/inventory'
import { unreadBehindFindings } from '@/lib/findings/reading-coverage'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { accountFindings, whenRecorded } from '@/lib/services/findings/account-findings'
import type { Job } from '@/lib/services/jobs/job'

/**
 * What was found is shown from the memory of each server, so each searches its own readings (`keepLookingForFindings`);
 * recorded it has one span among all (`recordSeen`). In the queue it stands only when somebody asks for it.
 */
export const searchFindingsJob: Job = {
  kind: 'search-findings',
  name: 'searching for findings',
  title: 'Search for findings',
  about:
    'Looks for what is wrong in every new reading of the account, and keeps when each finding came and went.',
  everyMinutes: null,
  when: 'after each reading',
  tries: 3,
  capability: 'read',
  async run({ account }) {
    const inventory = await loadInventory(account, { fresh: true })
    const found = await accountFindings(account, inventory)
    await whenRecorded(account, inventory)
    return foundInWords(inventory, found.length)
  },
}

/** With what the number leaves out: it is shown alone. */
export function foundInWords(reading: Pick<AccountReading, 'caveats'>, count: number): string {
  const unread = unreadBehindFindings(reading)
  const words = `${count} ${count === 1 ? 'finding' : 'findings'}, the accepted ones included.`
  return unread ? `${words} ${unread}.` : words
}
