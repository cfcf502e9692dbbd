import 'server-only'
import { z } from 'zod'
import { waitingFor } from '@/lib/access/model/iam-auth-state'
import { isAtWork, rereadTarget } from '@/lib/services/account/follow-target'
import { type Job, queueNameOf } from '@/lib/services/jobs/job'
import { noteSettled } from '@/lib/services/jobs/note-settled'

const LOOK_EVERY_MS = 30_000

const watched = z.object({ region: z.string(), resourceId: z.string() })

export const watchSwitchJob: Job = {
  kind: 'watch-switch',
  name: 'watching switches',
  title: 'Watching switches',
  about: 'Looks at a database whose IAM authentication was switched until RDS has settled it.',
  everyMinutes: null,
  when: 'after a switch, every 30 s',
  tries: 8,
  needsPayload: true,
  capability: 'modify',
  async run(context, payload) {
    const { region, resourceId } = watched.parse(payload)
    const target = await rereadTarget(context.account, { region, resourceId })
    const { name, iamAuth, status } = target
    if (!isAtWork(target)) {
      await noteSettled(context, target)
      const waits = waitingFor(iamAuth.state)
      return waits
        ? `Nothing shows that RDS is at ${name}: turning IAM authentication ${waits} is pending.`
        : `${name} has settled: IAM authentication is ${iamAuth.state}.`
    }
    await context.add({
      kind: 'watch-switch',
      key: `${queueNameOf(watchSwitchJob, context)}/${resourceId}`,
      payload: { region, resourceId },
      runAt: new Date(Date.now() + LOOK_EVERY_MS),
    })
    return `RDS is still at ${name}: ${status}.`
  },
}
