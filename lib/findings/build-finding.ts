import { asRead } from '@/lib/access/model/as-far-as-read'
import { reaches } from '@/lib/access/model/verdict'
import { asAffected, type Cell } from './affected-cells'
import type { WorkedFix } from './document-fix'
import type { AffectedCell, Finding, FindingRule, Severity } from './finding'

/** More cells than this are counted, not listed. */
export const AFFECTED_SHOWN = 50

/** A yes that holds as far as read, before the fix or after it. */
const isUncertain = ({ asFarAsRead, before, after }: AffectedCell) =>
  asFarAsRead === true && (reaches(before) || (after !== null && reaches(after)))

type Given = Omit<
  Finding,
  'id' | 'rule' | 'severity' | 'title' | 'affected' | 'affectedTotal' | 'affectedArns' | 'fixes' | 'source'
>
type About = Pick<FindingRule, 'id' | 'severity' | 'title' | 'source'>

/** Fills in what the rule says once for all; the affected cells are those of the first fix that changes any. */
export function buildFinding(
  rule: About,
  given: Given & {
    title?: string
    severity?: Severity
    key: string
    fixes: (WorkedFix | null)[]
    affected?: readonly AffectedCell[]
    /** Cells that no fix worked out here changes, in place of `affected`. */
    cells?: readonly Cell[]
  },
): Finding {
  const { key, fixes, affected, cells, title = rule.title, severity = rule.severity, ...rest } = given
  const worked = fixes.filter(fix => fix !== null)
  const all = affected ?? worked.find(fix => fix.cells.length > 0)?.cells ?? []
  const arns = cells ? cells.map(cell => cell.principal.arn) : all.map(cell => cell.principalArn)
  const listed = cells ? cells.slice(0, AFFECTED_SHOWN).map(asAffected) : all.slice(0, AFFECTED_SHOWN)
  return {
    ...rest,
    sentence: asRead(rest.sentence, listed.some(isUncertain)),
    id: `${rule.id}:${key}`,
    rule: rule.id,
    severity,
    title,
    affected: listed,
    affectedTotal: (cells ?? all).length,
    affectedArns: [...new Set(arns)],
    fixes: worked.map(({ fix }) => fix),
    source: rule.source,
  }
}
