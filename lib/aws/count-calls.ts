import 'server-only'
import type { Account } from '@/lib/account'
import { turnInBudget } from '@/lib/aws/call-budget'
import { countCall, isInBackground, isReading } from '@/lib/aws/reading-costs'
import { metrics } from '@/lib/log/metrics'

interface Named {
  clientName?: string | undefined
  commandName?: string | undefined
}

/** `iam:ListRoles` of the SDK's `IAMClient` and `ListRolesCommand`. */
function actionOf({ clientName = '', commandName = '' }: Named): string {
  return `${clientName.replace(/Client$/, '').toLowerCase()}:${commandName.replace(/Command$/, '')}`
}

/** For a client's stack. Readings that nobody waits for keep to their budget. */
export const countCalls =
  (account: Account) =>
  <Args, Result>(next: (args: Args) => Promise<Result>, context: Named) =>
  async (args: Args): Promise<Result> => {
    const action = actionOf(context)
    if (isInBackground(account)) await turnInBudget(account)
    countCall(account, action)
    metrics.awsRequests.inc({ action, asker: isReading(account) ? 'reading' : 'other' })
    return next(args)
  }

/** Inside of the SDK's own repeating: every attempt counts. */
export const EACH_ATTEMPT = { step: 'finalizeRequest', priority: 'low', name: 'countCalls' } as const
