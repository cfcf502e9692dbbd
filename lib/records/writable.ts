import type { RecordsPool } from './pool'

/** More than a page, so that a full disk is noticed by what the file must grow. */
const FILLER_LENGTH = 16_384

/** A database that can be read may still refuse to be written: only writing tells. */
export async function assertWritable(pool: RecordsPool): Promise<void> {
  await pool.query(
    `insert into gatehouse.writable (at, filler) values (clock_timestamp(), repeat('x', $1))
      on conflict (only_row) do update set at = excluded.at, filler = excluded.filler`,
    [FILLER_LENGTH],
  )
}
