import 'server-only'
import { records } from './pool'

export interface SavedScan {
  scan: unknown
  /** ISO 8601, UTC. */
  scannedAt: string
}

/** Keeps what a database said of its users, now or then (ISO); it replaces the scan before. */
export async function saveScan(
  accountId: string,
  resourceId: string,
  scan: unknown,
  scannedAt?: string,
): Promise<SavedScan> {
  const { rows } = await (await records()).query<{ scanned_at: Date }>(
    `insert into gatehouse.scans (account_id, resource_id, scan, scanned_at)
      values ($1, $2, $3, coalesce($4::timestamptz, now()))
      on conflict (account_id, resource_id) do update set scan = excluded.scan, scanned_at = excluded.scanned_at
      returning scanned_at`,
    [accountId, resourceId, JSON.stringify(scan), scannedAt ?? null],
  )
  return { scan, scannedAt: (rows[0]?.scanned_at ?? new Date()).toISOString() }
}

/** The last scan of every target of one account, by resource id; of those named, where some are. */
export async function loadScans(
  accountId: string,
  among?: readonly string[],
): Promise<Map<string, SavedScan>> {
  const { rows } = await (await records()).query<{ resource_id: string; scanned_at: Date; scan: unknown }>(
    `select resource_id, scanned_at, scan from gatehouse.scans
      where account_id = $1 and ($2::text[] is null or resource_id = any($2))`,
    [accountId, among ?? null],
  )
  return new Map(
    rows.map(row => [row.resource_id, { scan: row.scan, scannedAt: row.scanned_at.toISOString() }]),
  )
}

/** ISO, by resource id: what is asked often, without the scans themselves. */
export async function loadScanTimes(accountId: string): Promise<Map<string, string>> {
  const { rows } = await (await records()).query<{ resource_id: string; scanned_at: Date }>(
    'select resource_id, scanned_at from gatehouse.scans where account_id = $1',
    [accountId],
  )
  return new Map(rows.map(row => [row.resource_id, row.scanned_at.toISOString()]))
}
