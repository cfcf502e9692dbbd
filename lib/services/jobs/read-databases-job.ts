import 'server-only'
import { loadInventory } from '@/lib/services/account/load-inventory'
import {
  dueAmong,
  mayRead,
  scanPeriodMs,
  scanUserOf,
  scanView,
  whyNotRead,
} from '@/lib/services/jobs/due-databases'
import { type Job, type NextJob, queueNameOf } from '@/lib/services/jobs/job'

/** Each database is a job of its own: one that cannot be reached is tried again by itself, and keeps no other waiting. */
export const readDatabasesJob: Job = {
  kind: 'read-databases',
  name: 'reading databases',
  title: 'Reading databases',
  about:
    'Signs in to each database as GATEHOUSE_SCAN_USER by a token of this server, and reads who may connect. Nothing is written.',
  everyMinutes: 1,
  when: 'once per GATEHOUSE_SCAN_MINUTES for each database',
  tries: 25,
  capability: 'mint',
  off: whyNotRead,
  view: scanView,
  async run(context) {
    const { account, accountId, add, askedSince } = context
    const scanUser = scanUserOf()
    if (scanUser === null) return null
    const inventory = await loadInventory(account)
    const due = await dueAmong(accountId, inventory.targets)
    const asked = await askedSince(new Date(Date.now() - scanPeriodMs()))
    const found = due.flatMap((target): NextJob[] => {
      const { region, resourceId } = target
      const key = `${queueNameOf(readDatabasesJob, context)}/${resourceId}`
      if (asked.has(key) || !mayRead(inventory, target, scanUser)) return []
      return [{ kind: 'read-database', key, payload: { region, resourceId } }]
    })
    if (found.length === 0) return null
    await add(...found)
    return `${found.length} ${found.length === 1 ? 'database is' : 'databases are'} due.`
  },
}
