import 'server-only'
import { z } from 'zod'
import { waitingFor } from '@/lib/access/model/iam-auth-state'
import type { IamAuthState } from '@/lib/access/model/target'
import { AppError } from '@/lib/errors'
import type { AuditRecord } from '@/lib/records/audit-entry'
import { openChanges } from '@/lib/records/journal'
import { ifFree } from '@/lib/records/locks'
import { switchesNotSettled } from '@/lib/records/switch-records'
import {
  entriesOfSwitches,
  loadSwitches,
  type RecordedSwitches,
  type SwitchedPart,
  togetherLock,
} from '@/lib/records/switches-together'

/** `applying`: RDS has taken the call, and works on it. `open`: it was begun, and nobody has said yet what came of it. */
export type SwitchedState = 'done' | 'applying' | 'failed' | 'open' | 'notTried'

export interface SwitchedNow extends SwitchedPart {
  state: SwitchedState
  /** Its last entry. */
  auditId: number | null
  error: string | null
  /** A change of the switch was waiting when this one was made: it was overtaken, and no way back sets it up again. */
  waited: boolean
}

export interface SwitchesNow extends Omit<RecordedSwitches, 'parts'> {
  /** Somebody is at it, on this server or another. */
  running: boolean
  parts: SwitchedNow[]
}

const IS_ID = z.uuid()

/** What became of each part, from the log alone: whatever server began it, and however it ended. */
export async function switchesNow(accountId: string, id: string): Promise<SwitchesNow> {
  const change = IS_ID.safeParse(id).success ? await loadSwitches(accountId, id) : null
  if (!change) throw new AppError('notFound', 'There is no such switch of several targets in this account.')
  const running = (await ifFree(togetherLock(id), async () => true)) === null
  const [entries, open] = [await entriesOfSwitches(accountId, id), await openChanges(accountId)]
  const openIds = new Set(open.map(({ auditId }) => auditId))
  const taken = entries
    .filter(({ outcome }) => outcome === 'running')
    .flatMap(({ resourceId }) => resourceId ?? [])
  const applying = new Set((await switchesNotSettled(accountId, taken)).map(({ id }) => id))
  const parts = change.parts.map(part => ({ ...part, ...cameOf(part, entries, openIds, applying) }))
  return { ...change, running, parts }
}

function cameOf(
  { region, resourceId }: SwitchedPart,
  entries: readonly AuditRecord[],
  openIds: ReadonlySet<number>,
  applying: ReadonlySet<number>,
): Omit<SwitchedNow, keyof SwitchedPart> {
  const own = entries.filter(one => one.resourceId === resourceId && one.targetRegion === region)
  const last = own.at(-1)
  if (!last) return { state: 'notTried', auditId: null, error: null, waited: false }
  const waited = own.some(hadWaiting)
  if (last.outcome === 'intended' || openIds.has(last.id))
    return { state: 'open', auditId: last.id, error: null, waited }
  if (last.outcome === 'running' && applying.has(last.id))
    return { state: 'applying', auditId: last.id, error: null, waited }
  if (last.outcome === 'done' || last.outcome === 'running')
    return { state: 'done', auditId: last.id, error: null, waited }
  return { state: 'failed', auditId: last.id, error: errorOf(last), waited }
}

const BEFORE = z.object({ iamAuth: z.string() })

function hadWaiting({ before }: AuditRecord): boolean {
  const told = BEFORE.safeParse(before)
  return told.success && waitingFor(told.data.iamAuth as IamAuthState) !== null
}

const TOLD = z.object({ steps: z.array(z.object({ error: z.string().optional() })) })

function errorOf({ after, detail }: AuditRecord): string {
  const told = TOLD.safeParse(after)
  return (told.success ? told.data.steps.find(({ error }) => error)?.error : null) ?? detail
}
