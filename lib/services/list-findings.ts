import 'server-only'
import type { Caveat } from '@/lib/access/caveat'
import type { Finding } from '@/lib/findings/finding'
import { type FindingGroup, groupFindings } from '@/lib/findings/group-findings'
import { assertCan, type Operator } from '@/lib/operator/operator'
import type { FindingRecords } from '@/lib/services/finding-records'
import { readFindings } from '@/lib/services/read-findings'
import { type FindingFilter, type FindingSelection, selectFindings } from '@/lib/services/select-findings'

export const FINDINGS_PER_PAGE = 100

export interface FindingLine extends Pick<Finding, 'id' | 'rule' | 'severity' | 'title'> {
  subject: string
  /** Names of the first targets; none where the subject is one. */
  targets: string[]
  moreTargets: number
  /** ISO: accepted until. */
  until: string | null
  /** ISO: the first reading that showed it, ever; null where the records could not be read. */
  firstSeen: string | null
}

/** All of one rule under the filter; `first` are the few to show before somebody opens it with a filter on the rule. */
export interface FindingGroupLine extends Omit<FindingGroup, 'first'> {
  first: FindingLine[]
}

export interface FindingList extends Omit<FindingSelection, 'shown'> {
  rows: FindingLine[]
  /** Everything that is shown, on this page or not, by rule: worst first. */
  groups: FindingGroupLine[]
  total: number
  page: number
  pages: number
  /** The finding asked for, or the first; null where the list is empty. */
  selected: string | null
  previous: string | null
  next: string | null
  caveats: Caveat[]
  readAt: string
}

const NAMED = 2

function lineOf(finding: Finding, { suppressions, firstSeen }: FindingRecords): FindingLine {
  const { id, rule, severity, title, subject, targets } = finding
  const names = targets.map(({ name }) => name).filter(name => name !== subject.label)
  return {
    id,
    rule,
    severity,
    title,
    subject: subject.label,
    targets: names.slice(0, NAMED),
    moreTargets: Math.max(0, names.length - NAMED),
    until: suppressions.get(id)?.until ?? null,
    firstSeen: firstSeen.get(id) ?? null,
  }
}

/** One page of what the filter leaves: the page asked for, else the one that the selected finding is on. */
export async function listFindings(
  operator: Operator,
  question: { filter: FindingFilter; page: number | null; selected: string | null },
): Promise<FindingList> {
  assertCan(operator, 'read')
  const reading = await readFindings()
  const { inventory, findings, suppressions, caveats } = reading
  const { shown, ...selection } = selectFindings(findings, suppressions, question.filter)
  const line = (finding: Finding) => lineOf(finding, reading)
  const pages = Math.max(1, Math.ceil(shown.length / FINDINGS_PER_PAGE))
  const place = shown.findIndex(({ id }) => id === question.selected)
  const wanted = question.page ?? (place < 0 ? 1 : Math.floor(place / FINDINGS_PER_PAGE) + 1)
  const page = Math.min(Math.max(1, wanted), pages)
  const first = (page - 1) * FINDINGS_PER_PAGE
  const at = place < 0 ? first : place
  return {
    ...selection,
    rows: shown.slice(first, first + FINDINGS_PER_PAGE).map(line),
    groups: groupFindings(shown).map(group => ({ ...group, first: group.first.map(line) })),
    total: shown.length,
    page,
    pages,
    selected: question.selected ?? shown[at]?.id ?? null,
    previous: shown[at - 1]?.id ?? null,
    next: shown[place < 0 && question.selected ? at : at + 1]?.id ?? null,
    caveats,
    readAt: inventory.readAt,
  }
}
