import { readFact } from '@/lib/provision/read-fact'
import type { SqlWork } from '../grant-plan'

type Lines = readonly string[] | null
type Work = Pick<SqlWork, 'adds' | 'removes'>

const holds = (lines: Lines, line: string) => lines?.includes(line) ?? false

export const sameLines = (left: Lines, right: Lines): boolean =>
  JSON.stringify(left?.toSorted() ?? null) === JSON.stringify(right?.toSorted() ?? null)

/** What is true of the user afterwards; of whom nothing is true, there is none. */
export function linesAfter({ adds, removes }: Work, before: Lines): string[] | null {
  const kept = (before ?? []).filter(line => !removes.includes(line) && !adds.includes(line))
  const lines = [...kept, ...adds].sort()
  return lines.length > 0 ? lines : null
}

const isSession = (line: string) => readFact(line)?.kind === 'session'

/** People come and go: no change of the user. */
export const withoutSessions = (lines: Lines) => lines?.filter(line => !isSession(line)) ?? null

/** As a document that two moments are compared by. */
export const linesAsText = (lines: Lines) =>
  withoutSessions(lines)
    ?.map(line => `${line}\n`)
    .join('') ?? null

/** Nothing but sessions that were ended: there is nothing to bring back. */
export const onlyEndsSessions = ({ adds, removes }: Work) => [...adds, ...removes].every(isSession)

export const isWorkDone = ({ adds, removes }: Work, now: Lines): boolean =>
  adds.every(line => holds(now, line)) && !removes.some(line => holds(now, line))

/** As far as this work touches the user, who must not be gone since. Some of the sessions may have ended by themselves. */
export function isWorkUndone({ adds, removes }: Work, before: Lines, now: Lines): boolean {
  if (before !== null && now === null) return false
  if (onlyEndsSessions({ adds, removes })) return true
  return [...adds, ...removes].every(line => holds(before, line) === holds(now, line))
}
