import 'server-only'
import { z } from 'zod'
import type { Limits } from '@/lib/databases/conversation'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { readDatabase } from '@/lib/services/databases/read-database'
import { byToken } from '@/lib/services/databases/way-in'
import { dueAmong, mayRead, scanUserOf, scanView, whyNotRead } from '@/lib/services/jobs/due-databases'
import type { Job } from '@/lib/services/jobs/job'

const wanted = z.object({ region: z.string(), resourceId: z.string() })

/** `limits`: for tests of servers that never answer. */
export const readDatabaseJob = (limits?: Limits): Job => ({
  kind: 'read-database',
  name: 'reading databases',
  title: 'Reading one database',
  about: 'Reads one database that is due.',
  everyMinutes: null,
  when: 'when it is due',
  tries: 3,
  needsPayload: true,
  capability: 'mint',
  off: whyNotRead,
  view: scanView,
  async run({ account, accountId }, payload) {
    const { region, resourceId } = wanted.parse(payload)
    const scanUser = scanUserOf()
    const inventory = await loadInventory(account)
    const target = inventory.targets.find(one => one.region === region && one.resourceId === resourceId)
    if (scanUser === null || !target || !mayRead(inventory, target, scanUser)) return null
    // A server that was lost after it had read it leaves the job, not the work.
    if ((await dueAmong(accountId, [target])).length === 0) return null
    const { users } = await readDatabase(account, target, await byToken(account, target, scanUser), limits)
    return `${users.length} database users of ${target.name} were read.`
  },
})
