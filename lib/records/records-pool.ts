import 'server-only'
import type pg from 'pg'

/** What fails here fails in a person's words. */
export interface RecordsPool {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>
  connect(): Promise<pg.PoolClient>
}
