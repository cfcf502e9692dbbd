import type { MatrixRow } from '@/lib/access/matrix/fold-rows'
import { verdictWords } from '@/lib/access/model/as-far-as-read'
import type { PrincipalGroup } from '@/lib/access/model/principal'
import { secondHopNote } from '@/lib/access/model/second-hop'
import type { ConditionHint, Verdict } from '@/lib/access/model/verdict'
import { formatCount, formatNumber } from '@/lib/format'
import { shownName } from '../shown-name'
import { cellCode, hintOf, type MatrixData, shortName, verdictOf } from './matrix-data'
import type { Line } from './matrix-lines'

export const HINT_WORDS: Record<ConditionHint, string> = {
  mfa: 'only with MFA',
  date: 'only until a date',
  other: 'only if a condition holds',
}

export const GROUP_WORDS: Record<PrincipalGroup, { name: string; about: string; one: string; many: string }> =
  {
    people: { name: 'People', about: 'SSO permission sets and human roles', one: 'role', many: 'roles' },
    workloads: { name: 'Workloads', about: 'service and task roles', one: 'role', many: 'roles' },
    iamUsers: { name: 'IAM users', about: 'long-lived keys', one: 'user', many: 'users' },
  }

/** Whose access a folded row shows. */
export const memberNames = ({ principals }: Pick<MatrixRow, 'principals'>): string[] =>
  principals.map(arn => shownName(shortName(arn)))

/** Two are named; more are counted, and stand by name in the card, the open row and the table. */
export function foldLabel(row: Pick<MatrixRow, 'principals' | 'group'>): string {
  if (row.principals.length === 2) return memberNames(row).join(' and ')
  return `${formatNumber(row.principals.length)} ${GROUP_WORDS[row.group].many} with identical access`
}

const MOST_NAMES = 8

/** `role/a, role/b, role/c and 4 more`. */
export function membersOf(row: Pick<MatrixRow, 'principals'>): string {
  const names = memberNames(row)
  if (names.length <= MOST_NAMES) return names.join(', ')
  return `${names.slice(0, MOST_NAMES).join(', ')} and ${formatNumber(names.length - MOST_NAMES)} more`
}

/** `role/oncall-sre`, `role/a and role/b`, or `12 roles with identical access`. */
export function lineLabel(data: MatrixData, line: Line): string {
  const row = data.rows[line.row]
  if (!row) return ''
  const arn = row.principals[line.member ?? 0] ?? ''
  if (line.member !== null) return shortName(arn)
  return row.principals.length < 2 ? row.label : foldLabel(row)
}

/** What is heard when a pattern column opens. */
export function membersWords(name: string, members: readonly string[]): string {
  const listed = members.length > 8 ? [...members.slice(0, 8), `${members.length - 8} more`] : members
  return `${name} expanded, ${formatCount(members.length, 'database user')}: ${listed.join(', ')}`
}

/** What was not read of a cell: the users of the database, or the way behind a proxy. */
export function unreadMark(data: MatrixData, column: number, verdict: Verdict): string | null {
  const head = data.columns[column]
  if (head?.secondHop) return secondHopNote(head.secondHop, verdict)
  return head?.iamReady === null && data.databaseReadAt === null ? 'database not read' : null
}

/** What the cell says, as far as it may be said of this line. */
export function cellVerdictWords(data: MatrixData, line: Line, column: number): string {
  const verdict = verdictOf(cellCode(data, line.row, column))
  return verdictWords(verdict, data.rows[line.row]?.asFarAsRead ?? false)
}

/** A cell as a sentence: "role/oncall-sre as app_readonly: conditional, only with MFA". */
export function cellSentence(data: MatrixData, line: Line, column: number): string {
  const code = cellCode(data, line.row, column)
  const hint = hintOf(code)
  const verdict = cellVerdictWords(data, line, column).toLowerCase()
  const head = data.columns[column]
  const mark = unreadMark(data, column, verdictOf(code))
  return `${lineLabel(data, line)} as ${head?.name ?? ''}: ${verdict}${hint ? `, ${HINT_WORDS[hint]}` : ''}${mark ? `, ${mark}` : ''}`
}
