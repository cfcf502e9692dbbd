import 'server-only'
import { z } from 'zod'
import { headingTo } from '@/lib/access/model/iam-auth-state'
import type { Target } from '@/lib/access/model/target'
import { type OwnSwitch, withOwnSwitch } from '@/lib/access/switch/own-switch'
import { log } from '@/lib/log/log'
import type { AuditRecord } from '@/lib/records/audit-entry'
import { switchesNotSettled } from '@/lib/records/switch-records'

const sent = z.object({ iamAuth: z.enum(['on', 'off']), when: z.enum(['now', 'window']).optional() })

/** Entries of an undo said nothing of the moment at first: RDS goes on working only after "now". */
export function ownSwitchOf({ at, after, outcome }: AuditRecord): OwnSwitch | null {
  const { data } = sent.safeParse(after)
  return data ? { at, desired: data.iamAuth, when: data.when ?? momentOf(outcome) } : null
}

const momentOf = (outcome: AuditRecord['outcome']) => (outcome === 'running' ? 'now' : 'window')

/** Targets as RDS shows them, told by what this server asked of them. Without records nothing is claimed of what is pending. */
export async function withOwnSwitches(targets: readonly Target[], now: Date): Promise<Target[]> {
  const moving = targets.filter(({ iamAuth }) => headingTo(iamAuth.state) !== null)
  const accountId = moving[0]?.accountId
  if (accountId === undefined) return [...targets]
  try {
    const records = await switchesNotSettled(
      accountId,
      moving.map(({ resourceId }) => resourceId),
    )
    const own = new Map(records.map(record => [record.resourceId, ownSwitchOf(record)]))
    return targets.map(target => withOwnSwitch(target, own.get(target.resourceId) ?? null, now))
  } catch (error) {
    log.warn({ err: error }, 'what was asked of targets under change could not be looked up')
    return [...targets]
  }
}

export async function withOwnSwitchOf(target: Target, now: Date): Promise<Target> {
  const [told = target] = await withOwnSwitches([target], now)
  return told
}
