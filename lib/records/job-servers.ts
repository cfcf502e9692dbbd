import 'server-only'
import { records } from './pool'

/** A server that has not said for so long that it lives is gone, and others take over its jobs. */
const GONE_AFTER_SECONDS = 45

export interface JobServer {
  id: string
  /** As the queue names it in its locks; null: it cannot work on the queue. */
  worker: string | null
  /** Why it cannot; null: it does. */
  trouble: string | null
}

/** Says that this server lives. The queue alone would leave the jobs of a lost one locked for four hours. */
export async function saySignOfLife({ id, worker, trouble }: JobServer): Promise<void> {
  await (await records()).query(
    `insert into gatehouse.job_servers (id, worker, trouble) values ($1, $2, $3)
      on conflict (id) do update set worker = $2, trouble = $3, alive_at = clock_timestamp()`,
    [id, worker, trouble],
  )
}

/** A server that stops says so: nobody has to find out. */
export async function sayGoodbye(id: string): Promise<void> {
  await (await records()).query('delete from gatehouse.job_servers where id = $1', [id])
}

export async function livingServers(goneAfter = GONE_AFTER_SECONDS): Promise<JobServer[]> {
  const { rows } = await (await records()).query<JobServer>(
    `select id, worker, trouble from gatehouse.job_servers
      where alive_at > clock_timestamp() - $1 * interval '1 second' order by id`,
    [goneAfter],
  )
  return rows
}

/** Frees what workers hold that no living server has: whoever looks next takes it over. Answers their names. */
export async function takeOver(goneAfter = GONE_AFTER_SECONDS): Promise<string[]> {
  const { rows } = await (await records()).query<{ worker: string }>(
    `select distinct locked_by as worker from gatehouse_jobs.jobs
      where locked_by is not null and locked_at < clock_timestamp() - $1 * interval '1 second'
        and locked_by not in (select worker from gatehouse.job_servers
          where worker is not null and alive_at > clock_timestamp() - $1 * interval '1 second')`,
    [goneAfter],
  )
  const gone = rows.map(({ worker }) => worker)
  if (gone.length > 0) await freeJobsOf(gone)
  await (await records()).query(
    `delete from gatehouse.job_servers where alive_at < clock_timestamp() - $1 * interval '2 seconds'`,
    [goneAfter],
  )
  return gone
}

export async function freeJobsOf(workers: readonly string[]): Promise<void> {
  await (await records()).query('select gatehouse_jobs.force_unlock_workers($1)', [workers])
}
