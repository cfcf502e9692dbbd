import 'server-only'
import { type CredentialSources, lookForCredentials } from '@/lib/aws/credential-sources'
import { readCallerIdentity } from '@/lib/aws/sts'
import { AppError } from '@/lib/errors'
import { assertCan } from '@/lib/operator/operator'
import type { Context } from '@/lib/services/context'
import packageJson from '@/package.json'

export interface FirstRun extends CredentialSources {
  /** Set once credentials work: the page can go on. */
  caller: { accountId: string; arn: string } | null
  /** Why the credentials that were found do not work; null where none were found or they work. */
  problem: { message: string; answer: string | null } | null
  version: string
  checkedAt: string
}

/** Where the SDK looked for credentials, what was there, and whether AWS accepts them. */
export async function getFirstRun(context: Context): Promise<FirstRun> {
  assertCan(context, 'read')
  const { now } = context
  const [found, caller] = await Promise.all([
    lookForCredentials(now),
    readCallerIdentity(context.account).catch((error: unknown) => {
      if (error instanceof AppError) return error
      throw error
    }),
  ])
  const failed = caller instanceof AppError
  const somethingThere = found.sources.some(({ outcome }) => outcome !== 'missing')
  return {
    ...found,
    caller: failed ? null : { accountId: caller.accountId, arn: caller.arn },
    problem: failed && somethingThere ? { message: caller.message, answer: caller.answer } : null,
    version: packageJson.version,
    checkedAt: now.toISOString(),
  }
}
