import 'server-only'
import { countBySeverity } from '@/lib/findings/find-all'
import type { Finding, Severity } from '@/lib/findings/finding'
import type { UncheckedFinding } from '@/lib/findings/unchecked-findings'
import type { Suppression } from '@/lib/records/suppressions'

export interface FindingFilter {
  state: 'open' | 'accepted'
  severities: Severity[]
  /** Resource ids. */
  targets: string[]
  /** Rule ids. */
  rules: string[]
  find: string
}

interface FilterChoice {
  value: string
  label: string
  count: number
}

export interface FindingSelection {
  shown: Finding[]
  open: number
  accepted: number
  /** Of what the other filters leave. */
  bySeverity: Record<Severity, number>
  targets: FilterChoice[]
  rules: FilterChoice[]
}

/** More targets than this are found by typing, not by picking. */
const CHOICES = 60

const isAbout = ({ targets }: Finding, ids: readonly string[]) =>
  ids.length === 0 || targets.some(target => ids.includes(target.resourceId))

function mentions({ title, subject, targets, rule }: Finding, find: string): boolean {
  const wanted = find.trim().toLowerCase()
  if (wanted === '') return true
  const texts = [title, rule, subject.label, subject.databaseUser ?? '', ...targets.map(({ name }) => name)]
  return texts.some(text => text.toLowerCase().includes(wanted))
}

function choices(pairs: [string, string][], chosen: readonly string[]): FilterChoice[] {
  const found = new Map<string, FilterChoice>()
  for (const [value, label] of pairs) {
    const known = found.get(value)
    if (known) known.count += 1
    else found.set(value, { value, label, count: 1 })
  }
  for (const value of chosen) if (!found.has(value)) found.set(value, { value, label: value, count: 0 })
  const all = [...found.values()].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1))
  return all.filter(({ value }, index) => index < CHOICES || chosen.includes(value))
}

/** Of what could not be checked: open ones alone, and by their address, which is all that is known of them. */
export function selectUnchecked(
  unchecked: readonly UncheckedFinding[],
  suppressions: ReadonlyMap<string, Suppression>,
  { state, severities, targets, rules, find }: FindingFilter,
): UncheckedFinding[] {
  const wanted = find.trim().toLowerCase()
  return unchecked.filter(
    ({ id, rule, severity, title, subject }) =>
      state === 'open' &&
      !suppressions.has(id) &&
      (severities.length === 0 || severities.includes(severity)) &&
      (rules.length === 0 || rules.includes(rule)) &&
      (targets.length === 0 || targets.some(target => subject.includes(target))) &&
      [title, rule, subject].some(text => text.toLowerCase().includes(wanted)),
  )
}

/** What is shown under one filter, and what each further choice would leave. */
export function selectFindings(
  findings: readonly Finding[],
  suppressions: ReadonlyMap<string, Suppression>,
  filter: FindingFilter,
): FindingSelection {
  const open = findings.filter(({ id }) => !suppressions.has(id))
  const accepted = findings.filter(({ id }) => suppressions.has(id))
  const found = (filter.state === 'open' ? open : accepted).filter(finding => mentions(finding, filter.find))
  const severe = (finding: Finding) =>
    filter.severities.length === 0 || filter.severities.includes(finding.severity)
  const ruled = ({ rule }: Finding) => filter.rules.length === 0 || filter.rules.includes(rule)
  const about = (finding: Finding) => isAbout(finding, filter.targets)
  return {
    shown: found.filter(finding => severe(finding) && ruled(finding) && about(finding)),
    open: open.length,
    accepted: accepted.length,
    bySeverity: countBySeverity(found.filter(finding => ruled(finding) && about(finding))),
    targets: choices(
      found
        .filter(finding => severe(finding) && ruled(finding))
        .flatMap(({ targets }) =>
          targets.map(({ resourceId, name }): [string, string] => [resourceId, name]),
        ),
      filter.targets,
    ),
    rules: choices(
      found
        .filter(finding => severe(finding) && about(finding))
        .map(({ rule, title }): [string, string] => [rule, title]),
      filter.rules,
    ),
  }
}
