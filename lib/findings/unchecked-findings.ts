import type { Finding, Severity } from './finding'
import { SEVERITIES } from './finding'
import { RULES } from './rules'

/** What an earlier reading showed, and this one saw too little to show or to call gone. */
export interface UncheckedFinding {
  id: string
  rule: string
  /** Of its rule: what the finding itself weighed is not written down. */
  severity: Severity
  title: string
  /** What it was about, as its address names it. */
  subject: string
  /** ISO */
  lastSeen: string
}

const byRule = new Map(RULES.map(rule => [rule.id, rule]))

/** The worst first. `unseenSince`: those that the records hold as there, by id, with the time they were last seen. */
export function uncheckedFindings(
  unseenSince: ReadonlyMap<string, string>,
  found: readonly Pick<Finding, 'id'>[],
): UncheckedFinding[] {
  const shown = new Set(found.map(({ id }) => id))
  return [...unseenSince]
    .filter(([id]) => !shown.has(id))
    .flatMap(([id, lastSeen]) => {
      const [name = '', ...key] = id.split(':')
      const rule = byRule.get(name)
      if (!rule) return []
      const { severity, title } = rule
      return [{ id, rule: name, severity, title, subject: key.join(':'), lastSeen }]
    })
    .toSorted(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        (a.title + a.id < b.title + b.id ? -1 : 1),
    )
}
