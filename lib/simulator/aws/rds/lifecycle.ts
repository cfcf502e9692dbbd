import type { Modifiable, Settings } from '@/lib/simulator/world/rds-world'

interface Stage {
  status: string
  /** The settings that hold from the end of this stage on. */
  settles: Partial<Settings>
}

/**
 * The visible life of a modify, driven by the clock alone. Right after the call RDS still answers
 * `available` with the value pending; then the status moves; then the flag does.
 */
function stages(values: Partial<Settings>): Stage[] {
  const { iamAuth, ...others } = values
  const list: Stage[] = [{ status: 'available', settles: {} }]
  if (Object.keys(others).length > 0) list.push({ status: 'modifying', settles: others })
  if (iamAuth !== undefined) list.push({ status: 'configuring-iam-database-auth', settles: { iamAuth } })
  return list
}

export function advance(resource: Modifiable, now: Date, settleMs: number): void {
  const due = resource.pendingDueAt
  if (!resource.applying && due && due <= now) startApplying(resource, due)
  const { applying } = resource
  if (!applying) return
  const passed = Math.floor((now.getTime() - applying.startedAt.getTime()) / settleMs)
  const list = stages(applying.values)
  for (const stage of list.slice(0, Math.max(0, passed))) settle(resource, stage.settles)
  resource.status = list[Math.max(0, passed)]?.status ?? 'available'
  if (passed >= list.length) resource.applying = null
}

export function startApplying(resource: Modifiable, at: Date): void {
  resource.applying = { startedAt: at, values: { ...resource.applying?.values, ...resource.pending } }
  resource.pendingDueAt = null
}

function settle(resource: Modifiable, values: Partial<Settings>): void {
  Object.assign(resource.settings, values)
  for (const key of Object.keys(values) as (keyof Settings)[]) {
    if (resource.pending[key] === values[key]) delete resource.pending[key]
  }
}

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** The next time a window such as `sun:03:00-sun:03:30` (UTC) opens. */
export function nextWindow(window: string, now: Date): Date {
  const [, day = 'sun', hour = '0', minute = '0'] = /^(\w{3}):(\d\d):(\d\d)/.exec(window) ?? []
  const at = new Date(
    Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), Number(hour), Number(minute)),
  )
  const ahead = (DAYS.indexOf(day) - at.getUTCDay() + 7) % 7
  at.setUTCDate(at.getUTCDate() + ahead)
  if (at <= now) at.setUTCDate(at.getUTCDate() + 7)
  return at
}
