import { countBySeverity } from './find-all'
import { type Finding, SEVERITIES, type Severity } from './finding'
import { RULES } from './rules'

/**
 * All findings of one rule, to be shown as one line until somebody opens it: `count` of them, the worst `severity`
 * with the numbers behind it, and the `first` few whole. Groups stand in the order of their worst member; members
 * keep the order they came in. A group of one is a group too: whether to fold it is the screen's to say.
 */
export interface FindingGroup {
  rule: string
  /** Of the rule: a single finding may word its own more exactly. */
  title: string
  severity: Severity
  count: number
  bySeverity: Record<Severity, number>
  first: Finding[]
  /** Distinct targets of all members. */
  targetCount: number
}

const titles = new Map<string, string>(RULES.map(({ id, title }) => [id, title]))

export function groupFindings(findings: readonly Finding[], firstFew = 3): FindingGroup[] {
  const byRule = new Map<string, Finding[]>()
  for (const finding of findings) {
    const members = byRule.get(finding.rule)
    if (members) members.push(finding)
    else byRule.set(finding.rule, [finding])
  }
  const groups = [...byRule].map(([rule, members]): FindingGroup => {
    const bySeverity = countBySeverity(members)
    return {
      rule,
      title: titles.get(rule) ?? members[0]?.title ?? rule,
      severity: SEVERITIES.find(severity => bySeverity[severity] > 0) ?? 'low',
      count: members.length,
      bySeverity,
      first: members.slice(0, firstFew),
      targetCount: new Set(members.flatMap(({ targets }) => targets.map(each => each.resourceId))).size,
    }
  })
  const place = ({ severity }: FindingGroup) => SEVERITIES.indexOf(severity)
  return groups.sort((a, b) => place(a) - place(b))
}
