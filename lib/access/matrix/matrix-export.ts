import { HINTS } from '@/lib/access/decide/target-cells'
import { organizationWordsOf, UNREAD_SENTENCE, verdictWords } from '@/lib/access/model/as-far-as-read'
import { secondHopNote } from '@/lib/access/model/second-hop'
import type { Target } from '@/lib/access/model/target'
import { VERDICTS } from '@/lib/access/model/verdict'
import { refusedWords } from '@/lib/access/organization/refused-words'
import { csv } from '@/lib/csv'
import type { Matrix } from './matrix'

function databaseLine(matrix: Matrix, target: Target): string {
  if (target.kind === 'proxy') return 'Both hops: to the proxy, and on to the database behind it'
  return matrix.databaseRead
    ? `Database read at ${matrix.databaseRead.at}`
    : 'Database not read: verdicts stand on IAM and the switch'
}

/** By principal and column: `by the organisation, as AWS's policy simulator said at …`. */
function refusalMarks({ refused, asOf }: Matrix): ReadonlyMap<string, string> {
  return new Map(refused.map(cell => [`${cell.principal} ${cell.column}`, refusedWords(cell, asOf)]))
}

function wordOf(matrix: Matrix, row: number, column: number, refusal: string | undefined): string {
  const cell = row * matrix.columns.length + column
  const verdict = VERDICTS[matrix.cells[cell] ?? 0] ?? 'noAccess'
  const hint = HINTS[matrix.hints[cell] ?? 0]
  const words = verdictWords(verdict, matrix.rows[row]?.asFarAsRead ?? false)
  const marks = [
    hint === 'mfa' ? 'MFA' : hint,
    secondHopNote(matrix.columns[column]?.secondHop, verdict),
    refusal,
  ].filter(mark => mark)
  return marks.length > 0 ? `${words} (${marks.join(', ')})` : words
}

/** Exactly what is shown, a folded row once per principal, with its age and what weakens it. */
export function matrixCsv(matrix: Matrix, target: Target): string {
  const about = [
    ['As of', matrix.asOf],
    [databaseLine(matrix, target)],
    [`${matrix.hiddenPrincipals} of ${matrix.totalPrincipals} principals have no access and are left out`],
    ...(matrix.policiesUnread ? [[`Policies: ${matrix.policiesUnread}`]] : []),
    ...(matrix.asFarAsRead ? [[UNREAD_SENTENCE]] : []),
    ...matrix.caveats.map(caveat => [
      'Caveat',
      caveat.subject,
      caveat.message,
      caveat.at,
      ...(caveat.whose ? [`weakens answers of ${caveat.whose} only`] : []),
    ]),
    [],
  ]
  const refusals = refusalMarks(matrix)
  const rows = matrix.rows.flatMap((row, at) =>
    row.principals.map(principal => [
      principal,
      row.group,
      row.kind,
      row.reach ?? 'not known',
      organizationWordsOf(row.asFarAsRead),
      ...matrix.columns.map(({ name }, column) =>
        wordOf(matrix, at, column, refusals.get(`${principal} ${name}`)),
      ),
    ]),
  )
  const columns = matrix.columns.map(column => column.name)
  return (
    csv(['Target', target.name, target.resourceId, target.region], about) +
    csv(['Principal', 'Group', 'Kind', 'Reach', 'Organisation policies', ...columns], rows)
  )
}

export function matrixJson(matrix: Matrix, target: Target) {
  const refusals = refusalMarks(matrix)
  return {
    target: {
      name: target.name,
      resourceId: target.resourceId,
      region: target.region,
      accountId: target.accountId,
    },
    asOf: matrix.asOf,
    database: databaseLine(matrix, target),
    caveats: matrix.caveats,
    hiddenPrincipals: matrix.hiddenPrincipals,
    totalPrincipals: matrix.totalPrincipals,
    columns: matrix.columns.map(({ name, kind, iamReady, reason, members, secondHop }) => ({
      name,
      kind,
      iamReady,
      reason,
      members,
      ...(secondHop && { secondHop: { state: secondHop.state, text: secondHop.text } }),
    })),
    rows: matrix.rows.flatMap((row, at) =>
      row.principals.map(principal => ({
        principal,
        group: row.group,
        reach: row.reach ?? 'not known',
        organizationPolicies: organizationWordsOf(row.asFarAsRead),
        cells: Object.fromEntries(
          matrix.columns.map((column, index) => {
            const cell = at * matrix.columns.length + index
            const verdict = VERDICTS[matrix.cells[cell] ?? 0] ?? 'noAccess'
            const condition = HINTS[matrix.hints[cell] ?? 0] ?? null
            const mark =
              secondHopNote(column.secondHop, verdict) ?? refusals.get(`${principal} ${column.name}`)
            return [column.name, { verdict, condition, ...(mark && { mark }) }]
          }),
        ),
      })),
    ),
  }
}
