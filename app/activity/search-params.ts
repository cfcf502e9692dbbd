import { z } from 'zod'
import type { ActivityFilter } from '@/lib/services/activity/list-activity'
import { ACTIONS, OUTCOMES, WRITERS } from './_components/activity-words'

/** PostgreSQL takes no U+0000, and nothing that was recorded holds one (manual, "Character Types"). */
const one = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform(value => (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).replaceAll('\0', ''))
const number = one.transform(value => (/^\d{1,12}$/.test(value) ? Number(value) : null))

export const SPANS = ['1', '7', '30', '90', 'all'] as const

const schema = z.object({
  q: one,
  days: one.transform(value => SPANS.find(span => span === value) ?? '30'),
  actor: one,
  by: one.transform(value => WRITERS.find(writer => writer === value) ?? null),
  action: one.transform(value => ACTIONS.find(action => action === value) ?? null),
  outcome: one.transform(value => OUTCOMES.find(outcome => outcome === value) ?? null),
  target: one,
  /** The parts of one change. */
  change: one,
  /** The change whose parts stand open in place. */
  open: one,
  entry: number,
  before: number,
  /** As many as paper takes, to be printed. */
  print: one.transform(value => (value === '1' ? '1' : null)),
})

export type ActivityQuery = z.output<typeof schema>

export function parseActivityQuery(params: Record<string, string | string[] | undefined>): ActivityQuery {
  return schema.parse(params)
}

/** Back into the address; what is at its default stays out of it. */
export function activityQuery(query: ActivityQuery): Record<string, string | number | null> {
  return { ...query, days: query.days === '30' ? null : query.days }
}

const DAY_MS = 86_400_000

/** Whole UTC days, today included. */
export function activityFilter(query: ActivityQuery, now: Date): ActivityFilter {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS
  return {
    ...(query.days === 'all' ? {} : { from: new Date(today - (Number(query.days) - 1) * DAY_MS) }),
    ...(query.q ? { search: query.q } : {}),
    ...(query.actor ? { actor: query.actor } : {}),
    ...(query.by ? { actorKind: query.by } : {}),
    ...(query.action ? { action: query.action } : {}),
    ...(query.outcome ? { outcome: query.outcome } : {}),
    ...(query.target ? { resourceId: query.target } : {}),
    ...(query.change ? { together: query.change } : {}),
    ...(query.before ? { beforeId: query.before } : {}),
  }
}

/**
 * What leaves entries out between others, for an export that somebody may want to check; null: nothing does.
 * @param account whose entries alone are in it, where the log holds others
 */
export function filterWords(
  { q, actor, by, action, outcome, target, change }: ActivityQuery,
  account: string | null = null,
): string | null {
  const given = Object.entries({ search: q, person: actor, by, action, outcome, target, change, account })
  const words = given.filter(([, value]) => value).map(([name, value]) => `${name}: ${value}`)
  return words.length > 0 ? words.join(', ') : null
}
