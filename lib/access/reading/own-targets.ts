import type { Caveat } from '@/lib/access/model/caveat'
import type { AccountReading } from '@/lib/access/model/inventory'
import type { Target } from '@/lib/access/model/target'

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
