import 'server-only'
import { type AccountReading, hasIam } from '@/lib/access/inventory'
import type { Target } from '@/lib/access/target'
import { readTarget } from '@/lib/aws/rds-target'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { noteTarget, wroteLately } from '@/lib/services/load-inventory'

/** `modifying`, `configuring-iam-database-auth`, `rebooting` pass by themselves; `stopped` does not. */
function isMoving({ iamAuth, status }: Target): boolean {
  return /^(turning|scheduled)/.test(iamAuth.state) || /ing(-|$)/.test(status)
}

/** While RDS is changing a target, that one is read anew at every look; the rest of the account stays as read. */
export async function followTarget<R extends AccountReading>(reading: R, target: Target): Promise<R> {
  if (!isMoving(target) && !wroteLately()) return reading
  try {
    const noted = noteTarget(await readTarget(target.region, target.resourceId))
    const alike = noted && hasIam(noted) === hasIam(reading)
    return alike ? (noted as AccountReading as R) : reading
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    log.warn({ err: error, target: target.name }, 'a target under change could not be read again')
    return reading
  }
}

/** Of a list, this many are followed at each look; the others wait for the next reading of the account. */
const MOST_FOLLOWED = 8

/** For lists: what RDS is changing right now. What only waits for its window is followed after a write of ours. */
export async function followMoving<R extends AccountReading>(
  reading: R,
  among: readonly Target[] = reading.targets,
): Promise<R> {
  const wrote = wroteLately()
  const waitsOnly = ({ iamAuth, status }: Target) =>
    iamAuth.state.startsWith('scheduled') && status === 'available'
  const moving = among.filter(target => isMoving(target) && (wrote || !waitsOnly(target)))
  let followed = reading
  for (const target of moving.slice(0, MOST_FOLLOWED)) followed = await followTarget(followed, target)
  return followed
}
