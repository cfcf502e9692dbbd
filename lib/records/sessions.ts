import 'server-only'
import { records } from './pool'

export interface SavedSession {
  id: string
  /** The fingerprint of the secret that seals its cookie. */
  sealedBy: string
  operator: string
  /** ISO 8601, UTC. */
  signedInAt: string
  /** `Firefox on Linux` */
  browser: string
  address: string
}

export interface ListedSession extends Omit<SavedSession, 'sealedBy'> {
  /** ISO 8601, UTC. */
  lastSeenAt: string
}

interface Row {
  id: string
  operator: string
  signed_in_at: Date
  last_seen_at: Date
  browser: string
  address: string
}

/** No session lives longer than the setting's 30 days allow. */
const KEPT_DAYS = 31

/** Keeps a session, or that it was seen again; one that was ended stays ended. */
export async function saveSession({
  id,
  sealedBy,
  operator,
  signedInAt,
  browser,
  address,
}: SavedSession): Promise<void> {
  await (await records()).query(
    `with old as (delete from gatehouse.sessions where signed_in_at < now() - $7 * interval '1 day')
      insert into gatehouse.sessions (id, operator, signed_in_at, browser, address, sealed_by)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (id) do update set last_seen_at = now(), browser = excluded.browser, address = excluded.address`,
    [id, operator, signedInAt, browser, address, sealedBy, KEPT_DAYS],
  )
}

export async function renameSession(id: string, operator: string): Promise<void> {
  await (await records()).query('update gatehouse.sessions set operator = $2 where id = $1', [id, operator])
}

/** Those not ended, signed in and seen since, whose cookie this secret opens; the last seen first. */
export async function loadOpenSessions(
  since: { signedIn: Date; seen: Date },
  sealedBy: string,
): Promise<ListedSession[]> {
  const { rows } = await (await records()).query<Row>(
    `select id, operator, signed_in_at, last_seen_at, browser, address from gatehouse.sessions
      where ended_at is null and signed_in_at > $1 and last_seen_at > $2 and sealed_by = $3
      order by last_seen_at desc, id`,
    [since.signedIn, since.seen, sealedBy],
  )
  return rows.map(row => ({
    id: row.id,
    operator: row.operator,
    signedInAt: row.signed_in_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    browser: row.browser,
    address: row.address,
  }))
}

/** Whether it was open until now. */
export async function closeSession(id: string, by: string): Promise<boolean> {
  const { rowCount } = await (await records()).query(
    'update gatehouse.sessions set ended_at = now(), ended_by = $2 where id = $1 and ended_at is null',
    [id, by],
  )
  return rowCount === 1
}

/** Ends all but one; answers which. */
export async function closeOtherSessions(keptId: string, by: string): Promise<string[]> {
  const { rows } = await (await records()).query<{ id: string }>(
    `update gatehouse.sessions set ended_at = now(), ended_by = $2 where id <> $1 and ended_at is null
      returning id`,
    [keptId, by],
  )
  return rows.map(({ id }) => id)
}

/** What was ended, among the sessions that could otherwise still be open. */
export async function loadClosedSessionIds(signedInSince: Date): Promise<string[]> {
  const { rows } = await (await records()).query<{ id: string }>(
    'select id from gatehouse.sessions where ended_at is not null and signed_in_at > $1',
    [signedInSince],
  )
  return rows.map(({ id }) => id)
}
