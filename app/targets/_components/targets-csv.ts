import { organizationWordsOf, UNREAD_SENTENCE } from '@/lib/access/as-far-as-read'
import { csv } from '@/lib/csv'
import type { TargetReading, TargetRow } from './target-row'

/** With what was not read: without it a Region that is missing, or a count of 0, would be taken for an answer. */
export function targetsCsv(
  rows: TargetRow[],
  { readAt, caveats, asFarAsRead }: Pick<TargetReading, 'readAt' | 'caveats' | 'asFarAsRead'>,
): string {
  const notRead = caveats.flatMap(({ scope, subject }) => (scope === 'guardrails' ? [] : subject)).join('; ')
  return csv(
    [
      'name',
      'kind',
      'resource id',
      'arn',
      'region',
      'engine',
      'status',
      'iam authentication',
      'tls enforced',
      'iam-ready users',
      'database users',
      'can connect',
      'conditional',
      'dormant',
      'open findings',
      'organisation policies',
      'read at',
      'not read',
    ],
    rows.map(({ summary, ...row }) => [
      row.name,
      row.kind,
      row.resourceId,
      row.arn,
      row.region,
      row.engineLabel,
      row.status,
      row.iamAuth.state,
      row.tlsEnforced ?? 'not read',
      summary.iamUsers ?? 'not read',
      summary.databaseUsers ?? 'not read',
      summary.canConnect,
      summary.conditional,
      summary.dormant,
      row.findings ? Object.values(row.findings).reduce((sum, count) => sum + count, 0) : 'not looked for',
      asFarAsRead ? UNREAD_SENTENCE : organizationWordsOf(false),
      readAt,
      notRead,
    ]),
  )
}
