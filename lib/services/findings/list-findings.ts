import 'server-only'
import type { Caveat } from '@/lib/access/model/caveat'
import type { Part } from '@/lib/access/model/part'
import { asOf } from '@/lib/access/reading/as-of'
import { type DatedPart, datedParts } from '@/lib/access/reading/dated-parts'
import type { Finding } from '@/lib/findings/finding'
import { keptFrom } from '@/lib/findings/kept-from'
import { RULES } from '@/lib/findings/rules'
import { type UncheckedFinding, uncheckedFindings } from '@/lib/findings/unchecked-findings'
import { assertCan } from '@/lib/operator/operator'
import type { Context } from '@/lib/services/context'
import {
  type FindingSort,
  type FoldedEntry,
  type FoldedGroup,
  foldedOrder,
  foldFindings,
  sortFindings,
} from '@/lib/services/findings/fold-findings'
import { type FindingsReading, readFindings } from '@/lib/services/findings/read-findings'
import {
  type FindingFilter,
  type FindingSelection,
  selectFindings,
  selectUnchecked,
} from '@/lib/services/findings/select-findings'

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
  /** ISO: RDS last described what it is about then; null: in this reading. */
  keptFrom: string | null
}

/** Many findings of one rule, folded into a line; `lines` once it is opened. */
export interface FoldedLine extends Omit<FoldedGroup, 'members'> {
  lines: FindingLine[]
}

export type ListEntry = { line: FindingLine } | { group: FoldedLine }

export interface FindingList extends Omit<FindingSelection, 'shown'> {
  rows: FindingLine[]
  /** What the list shows: the rows, or where there are very many, rules folded into lines instead of pages. */
  entries: ListEntry[]
  folded: boolean
  /** What an earlier reading showed, and this one saw too little to check; the filters apply. */
  unchecked: UncheckedFinding[]
  total: number
  page: number
  pages: number
  /** The finding asked for, or the first; null where the list is empty. */
  selected: string | null
  previous: string | null
  next: string | null
  /** How much the rules had to look at. */
  checked: { rules: number; policies: number; principals: number; targets: number; scans: number }
  /** Users, roles and policies: read now, or kept from before. */
  iam: Part
  caveats: Caveat[]
  readAt: string
  /** That of each part it rests on. */
  dates: DatedPart[]
}

const NAMED = 2

function lineOf(finding: Finding, { suppressions, firstSeen, inventory }: FindingsReading): FindingLine {
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
    keptFrom: keptFrom(inventory, targets),
  }
}

interface ListQuestion {
  filter: FindingFilter
  page: number | null
  selected: string | null
  sort?: FindingSort
  /** Rules whose folded findings are shown. */
  opened?: string[]
}

/** One page of what the filter leaves: the page asked for, else the one that the selected finding is on. */
export async function listFindings(context: Context, question: ListQuestion): Promise<FindingList> {
  assertCan(context, 'read')
  const { filter, selected, sort = 'severity', opened = [] } = question
  const reading = await readFindings(context)
  const { inventory, findings, suppressions, firstSeen, caveats } = reading
  const { shown: unsorted, ...selection } = selectFindings(findings, suppressions, filter)
  const folded = sort === 'severity' && filter.rules.length === 0 && unsorted.length > FINDINGS_PER_PAGE
  const shown = folded ? foldedOrder(unsorted) : sortFindings(unsorted, sort, firstSeen)
  const line = (finding: Finding) => lineOf(finding, reading)
  const { at, asked, ...paging } = pagingOf(shown, question.page, selected)
  const rows = shown.slice(paging.first, paging.first + FINDINGS_PER_PAGE).map(line)
  return {
    ...selection,
    rows,
    entries: folded ? foldFindings(shown, { opened, selected }).map(entryWith(line)) : rows.map(asEntry),
    folded,
    unchecked: selectUnchecked(uncheckedFindings(reading.unseenSince, findings), suppressions, filter),
    total: shown.length,
    page: paging.page,
    pages: folded ? 1 : paging.pages,
    selected: selected ?? shown[at]?.id ?? null,
    previous: shown[at - 1]?.id ?? null,
    next: shown[selected && !asked ? at : at + 1]?.id ?? null,
    checked: {
      rules: RULES.length,
      // Nobody here can change an SCP: it has a say in every verdict, and no mistake of it is looked for.
      policies: inventory.policies.filter(({ kind }) => kind !== 'scp').length,
      principals: inventory.principals.length,
      targets: inventory.targets.length,
      scans: inventory.targets.filter(({ resourceId }) => inventory.scans[resourceId]).length,
    },
    iam: inventory.parts.iam,
    caveats,
    readAt: asOf(inventory),
    dates: datedParts(inventory),
  }
}

/** `at`: the place of the finding asked for, or where the page begins. */
function pagingOf(shown: readonly Finding[], wanted: number | null, selected: string | null) {
  const pages = Math.max(1, Math.ceil(shown.length / FINDINGS_PER_PAGE))
  const place = shown.findIndex(({ id }) => id === selected)
  const natural = place < 0 ? 1 : Math.floor(place / FINDINGS_PER_PAGE) + 1
  const page = Math.min(Math.max(1, wanted ?? natural), pages)
  const first = (page - 1) * FINDINGS_PER_PAGE
  return { pages, page, first, at: place < 0 ? first : place, asked: place >= 0 }
}

const asEntry = (line: FindingLine): ListEntry => ({ line })

const entryWith =
  (line: (finding: Finding) => FindingLine) =>
  (entry: FoldedEntry): ListEntry => {
    if ('finding' in entry) return asEntry(line(entry.finding))
    const { members, ...group } = entry.group
    return { group: { ...group, lines: members.map(line) } }
  }
