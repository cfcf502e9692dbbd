import { assertHeadFits } from './audit-append'
import type { RecordsPool } from './records-pool'

/**
 * A database that can be read may still refuse to be written: only writing tells. Truncated first, so that the row lies
 * in a file that must grow: free space inside an older one would hide a full disk.
 */
export async function assertWritable(pool: RecordsPool): Promise<void> {
  await pool.query(`truncate gatehouse.writable;
    insert into gatehouse.writable (at, filler) values (clock_timestamp(), repeat('x', 16384))`)
  await assertHeadFits(pool)
}
