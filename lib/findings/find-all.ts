import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { type Finding, type FindingRule, SEVERITIES, type Severity } from './finding'
import { RULES } from './rules'
import { finish, type Steps } from './steps'

/** Everything wrong in the account: worst first, then by rule and subject. */
export function findAll(
  access: CompiledAccess,
  options: { now: Date },
  rules: readonly FindingRule[] = RULES,
): Finding[] {
  return finish(findSteps(access, options, rules))
}

/** The same in short steps, so that a large account holds nobody up. */
export function* findSteps(
  access: CompiledAccess,
  { now }: { now: Date },
  rules: readonly FindingRule[] = RULES,
): Steps<Finding[]> {
  const found: Finding[] = []
  const known = new Set<string>()
  for (const rule of rules) {
    const before = found.length
    try {
      for (const finding of rule.find({ access, now })) {
        // Named by rule and subject: what turns up twice is one finding.
        if (finding && !known.has(finding.id)) {
          known.add(finding.id)
          found.push(finding)
        }
        yield
      }
    } catch (error) {
      found.splice(before, Infinity, unchecked(rule, error))
    }
  }
  return found.sort(inOrder)
}

/** The rule that such a finding stands under; its subject names the one that stopped. */
export const COULD_NOT_BE_CHECKED = 'could-not-be-checked'

/** A rule that fails is said, never taken for a clean account. */
function unchecked(rule: FindingRule, error: unknown): Finding {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    id: `${COULD_NOT_BE_CHECKED}:${rule.id}`,
    rule: COULD_NOT_BE_CHECKED,
    severity: rule.severity,
    title: `Could not be checked: ${rule.title}`,
    sentence: `The rule ${rule.id} stopped with an error, so nothing is known about what it looks for.`,
    subject: { kind: 'policy', label: rule.id },
    targets: [],
    evidence: { kind: 'facts', facts: [{ label: 'Error', value: reason }] },
    affected: [],
    affectedTotal: 0,
    affectedArns: [],
    fixes: [],
    source: rule.source,
  }
}

/** Worst first, then by rule and subject. */
export function inOrder(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareText(a.rule, b.rule) ||
    compareText(a.subject.label, b.subject.label) ||
    compareText(a.id, b.id)
  )
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

export function countBySeverity(findings: readonly Pick<Finding, 'severity'>[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0 }
  for (const { severity } of findings) counts[severity] += 1
  return counts
}

export function findingsForTarget(findings: readonly Finding[], resourceId: string): Finding[] {
  return findings.filter(finding => finding.targets.some(target => target.resourceId === resourceId))
}
