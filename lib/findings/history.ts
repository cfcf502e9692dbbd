/** A stretch of readings that showed a finding. */
export interface SeenSpan {
  /** ISO, as all times here. */
  from: string
  lastSeen: string
  /** The first reading without it that saw enough to tell; null: it is there, or that is not known. */
  goneAt: string | null
}

interface Act {
  at: string
  by: string
  reason: string
  /** The entry in Activity. */
  auditId: string
}

/** What somebody did about a finding. */
export type FindingAct =
  | (Act & { kind: 'accepted'; until: string })
  | (Act & { kind: 'openedAgain' })
  | (Act & {
      kind: 'fixApplied'
      outcome: 'done' | 'running' | 'refused' | 'failed' | 'partial'
      detail: string
    })

export type FindingEvent =
  | { kind: 'firstSeen'; at: string }
  | { kind: 'gone'; at: string }
  | { kind: 'cameBack'; at: string }
  | { kind: 'acceptanceEnded'; at: string }
  | FindingAct

/** Everything that happened to one finding, newest first. */
export function historyOf(
  spans: readonly SeenSpan[],
  acts: readonly FindingAct[],
  now: Date,
): FindingEvent[] {
  const seen = spans.flatMap(({ from, goneAt }, index): FindingEvent[] => [
    { kind: index === 0 ? 'firstSeen' : 'cameBack', at: from },
    ...(goneAt === null ? [] : [{ kind: 'gone', at: goneAt } as const]),
  ])
  const events = [...seen, ...acts, ...acceptancesEnded(acts, now)]
  // A stable sort of the reversed list: of two at one moment the later told stands first.
  return events.reverse().sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1))
}

/** An acceptance runs out on its day, unless it was taken back or given anew before. */
function acceptancesEnded(acts: readonly FindingAct[], now: Date): FindingEvent[] {
  const decisions = acts.filter(act => act.kind !== 'fixApplied')
  return decisions.flatMap((act, index): FindingEvent[] => {
    if (act.kind !== 'accepted' || new Date(act.until) > now) return []
    const next = decisions[index + 1]
    return next && next.at <= act.until ? [] : [{ kind: 'acceptanceEnded', at: act.until }]
  })
}
