import 'server-only'
import { mendChanges } from '@/lib/services/changes/mend-changes'
import { type Job, queueNameOf } from '@/lib/services/jobs/job'

/** While a call of a lost server may still land: soon after it no longer can. */
const AGAIN_MS = 5_000

export const mendChangesJob: Job = {
  kind: 'mend-changes',
  name: 'mending changes',
  title: 'Repair of interrupted changes',
  about: 'Looks at changes whose server was lost, and closes those that turn out finished or never begun.',
  everyMinutes: 1,
  when: 'every minute, and after each change',
  tries: 25,
  capability: 'grant',
  async run(context) {
    const mustLookAgain = await mendChanges(context)
    if (mustLookAgain)
      await context.add({
        kind: 'mend-changes',
        key: `${queueNameOf(mendChangesJob, context)}/again`,
        runAt: new Date(Date.now() + AGAIN_MS),
      })
    return mustLookAgain ? 'A change was interrupted a moment ago: it is looked at again in seconds.' : null
  },
}
