import { csv } from '@/lib/csv'
import type { TargetRow } from './target-row'

export function targetsCsv(rows: TargetRow[], readAt: string): string {
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
      'read at',
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
      readAt,
    ]),
  )
}
