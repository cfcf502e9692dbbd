import type { Caveat } from '@/lib/access/model/caveat'
import type { AccountReading } from '@/lib/access/model/inventory'
import type { Target } from '@/lib/access/model/target'
import { HOME } from '@/lib/account-name'
import { AppError } from '@/lib/errors'

/** The Describe calls answer with what is the caller's own. An ARN of another account or partition is none of it. */
export function ownTargets(
  targets: readonly Target[],
  { accountId, partition }: Pick<AccountReading, 'accountId' | 'partition'>,
  at: string,
): { own: Target[]; caveats: Caveat[] } {
  const isOwn = (target: Target) => target.accountId === accountId && target.partition === partition
  const caveats = targets
    .filter(target => !isOwn(target))
    .map(({ name, arn, region }): Caveat => {
      const message = `AWS answered with ${name}, whose ARN ${arn} is not of account ${accountId} in the partition ${partition}, so it is not shown.`
      const about = { id: `foreign:${region}:${name}`, scope: 'region', subject: region } as const
      return { ...about, message, answer: null, missingAction: null, at }
    })
  return { own: targets.filter(isOwn), caveats }
}

type Named = { accountId: string; resourceId: string }

/** Why what an address or a form names is not looked for here; null: it is of the account that was read. */
export function otherAccount({ accountId }: Pick<AccountReading, 'accountId'>, named: Named): string | null {
  if (named.accountId === HOME || named.accountId === accountId) return null
  return `${named.resourceId} belongs to account ${named.accountId}, which this server does not read: its credentials are of account ${accountId}.`
}

/** A target of one account is never answered with what has the same id in another. */
export function assertOwnTarget(reading: Pick<AccountReading, 'accountId'>, named: Named): void {
  const other = otherAccount(reading, named)
  if (other) throw new AppError('notFound', other)
}
