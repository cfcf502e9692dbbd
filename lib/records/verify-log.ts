import type { PoolClient } from 'pg'
import { type ChainFault, type ChainQuestion, type ChainReport, walkChain } from './audit-chain'
import { auditRows } from './audit-row'

export interface LogReport extends ChainReport {
  /** All of them, those behind a fault included. */
  entries: number
  at: Date
}

interface HeadRow {
  id: number | null
  hash: string | null
  entries: number
  at: Date
}

/** Walks the whole log of a database. Give it a client in one snapshot: entries written meanwhile do not disturb it. */
export async function verifyLog(
  client: Pick<PoolClient, 'query'>,
  question: ChainQuestion,
): Promise<LogReport> {
  const report = await walkChain(auditRows(client), question)
  const { rows } = await client.query<HeadRow>(
    `select count(audit.id)::int as entries, clock_timestamp() as at,
        (select id::int from gatehouse.audit_head) as id, (select hash from gatehouse.audit_head) as hash
      from gatehouse.audit`,
  )
  const [row = { id: null, hash: null, entries: 0, at: new Date() }] = rows
  const { entries, at } = row
  return { ...report, entries, at, fault: report.fault ?? headRowFault(report, row) }
}

/** The row that says how long the log is, against the last entry. */
function headRowFault({ head }: ChainReport, row: HeadRow): ChainFault | null {
  if (row.id === head.id && row.hash === head.hash) return null
  const sentence =
    row.id === null
      ? 'The head of the log was removed: nothing says whether entries are missing after the last.'
      : `The head of the log says that it ends at entry ${row.id}, but it ends at entry ${head.id}.`
  return { id: head.id + 1, seenBy: 'chain', sentence }
}
