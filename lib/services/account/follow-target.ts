import 'server-only'
import { headingTo, waitingFor } from '@/lib/access/model/iam-auth-state'
import { type AccountReading, hasIam } from '@/lib/access/model/inventory'
import type { Target } from '@/lib/access/model/target'
import type { FactName } from '@/lib/access/reading/region-answer'
import type { Account } from '@/lib/account'
import { readTarget } from '@/lib/aws/rds-target'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { withOwnSwitchOf } from '@/lib/services/account/own-switches'
import { replaceTarget } from '@/lib/services/account/put-in-reading'
import { knownReading, wroteLately } from '@/lib/services/account/reading-cache'
import { withPatience } from '@/lib/services/account/with-patience'

/** `modifying`, `configuring-iam-database-auth`, `rebooting` pass by themselves; `stopped` does not. */
function isMoving({ iamAuth, status }: Target): boolean {
  return headingTo(iamAuth.state) !== null || /ing(-|$)/.test(status)
}

const waitsOnly = ({ iamAuth, status }: Target) =>
  waitingFor(iamAuth.state) !== null && status === 'available'

/** RDS is changing it right now: what waits for its maintenance window is not. */
export const isAtWork = (target: Target) => isMoving(target) && !waitsOnly(target)

/** After a write of ours a page waits for what it touched. Otherwise no longer than this: the next look has the rest. */
const PATIENCE_MS = 1_000

/** As AWS shows it now; what it did not tell stays as it was read before. */
export async function rereadTarget(
  account: Account,
  { region, resourceId }: Pick<Target, 'region' | 'resourceId'>,
): Promise<Target> {
  const unread: FactName[] = []
  const read = await readTarget(account, region, resourceId, fact => unread.push(fact))
  const target = await withOwnSwitchOf(read, new Date())
  replaceTarget(account, target, unread)
  return target
}

async function readAgain(account: Account, target: Target): Promise<void> {
  const noted = rereadTarget(account, target).then(
    () => undefined,
    (error: unknown) => {
      if (!(error instanceof AppError)) throw error
      log.warn({ err: error, target: target.name }, 'a target under change could not be read again')
    },
  )
  await (wroteLately(account) ? noted : withPatience(noted, PATIENCE_MS, () => undefined))
}

async function follow<R extends AccountReading>(
  account: Account,
  reading: R,
  targets: readonly Target[],
): Promise<R> {
  if (targets.length === 0) return reading
  await Promise.all(targets.map(target => readAgain(account, target)))
  const noted = knownReading(account)
  return noted && hasIam(noted) === hasIam(reading) ? (noted as AccountReading as R) : reading
}

/** While RDS is changing a target, that one is read anew at every look; the rest of the account stays as read. */
export async function followTarget<R extends AccountReading>(
  account: Account,
  reading: R,
  target: Target,
): Promise<R> {
  return follow(account, reading, isMoving(target) || wroteLately(account) ? [target] : [])
}

/** Of a list, this many are followed at each look, side by side; the others wait for the next reading of the account. */
const MOST_FOLLOWED = 8

/** For lists: what RDS is changing right now. What only waits for its window is followed after a write of ours. */
export async function followMoving<R extends AccountReading>(
  account: Account,
  reading: R,
  among: readonly Target[] = reading.targets,
): Promise<R> {
  const wrote = wroteLately(account)
  const moving = among.filter(target => (wrote ? isMoving(target) : isAtWork(target)))
  return follow(account, reading, moving.slice(0, MOST_FOLLOWED))
}
