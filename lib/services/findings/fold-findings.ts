import 'server-only'
import type { Finding, Severity } from '@/lib/findings/finding'
import { groupFindings } from '@/lib/findings/group-findings'

export type FindingSort = 'severity' | 'newest' | 'oldest'

/** Fewer of one rule stand by themselves. */
const FOLDED_FROM = 6
/** More of an opened group are looked at with a filter on its rule. */
const MEMBERS = 100

/** Many findings of one rule as one line, with its members once somebody opens it. */
export interface FoldedGroup {
  rule: string
  title: string
  severity: Severity
  count: number
  targetCount: number
  open: boolean
  members: Finding[]
  /** Not among the members shown. */
  more: number
}

export type FoldedEntry = { finding: Finding } | { group: FoldedGroup }

interface Unfolded {
  /** Rules that are opened. */
  opened: readonly string[]
  selected: string | null
}

/** By severity the rules stand together already; one that has many becomes a line. The selected finding is never hidden. */
export function foldFindings(findings: readonly Finding[], { opened, selected }: Unfolded): FoldedEntry[] {
  return groupFindings(findings, findings.length).flatMap(({ first: members, ...about }): FoldedEntry[] => {
    if (members.length < FOLDED_FROM) return members.map(finding => ({ finding }))
    const place = members.findIndex(({ id }) => id === selected)
    const open = place >= 0 || opened.includes(about.rule)
    const from = Math.max(0, place - MEMBERS + 1)
    const shown = open ? members.slice(from, from + MEMBERS) : []
    const { rule, title, severity, count, targetCount } = about
    const more = open ? count - shown.length : 0
    return [{ group: { rule, title, severity, count, targetCount, open, members: shown, more } }]
  })
}

/** In the order in which the folded list tells them, opened or not. */
export function foldedOrder(findings: readonly Finding[]): Finding[] {
  return groupFindings(findings, findings.length).flatMap(({ first }) => first)
}

/** Worst first as they come; by age those without a date last. */
export function sortFindings(
  findings: readonly Finding[],
  sort: FindingSort,
  firstSeen: ReadonlyMap<string, string>,
): Finding[] {
  if (sort === 'severity') return [...findings]
  const sign = sort === 'oldest' ? 1 : -1
  return findings.toSorted((a, b) => {
    const [one, other] = [firstSeen.get(a.id), firstSeen.get(b.id)]
    if (one === other) return 0
    if (one === undefined || other === undefined) return one === undefined ? 1 : -1
    return one < other ? -sign : sign
  })
}
