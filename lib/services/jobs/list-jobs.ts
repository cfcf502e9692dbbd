import 'server-only'
import { assertCan, can } from '@/lib/operator/operator'
import { type JobServer, livingServers } from '@/lib/records/job-servers'
import { type KindRecord, kindOf, listWaiting, loadKinds, type WaitingJob } from '@/lib/records/jobs'
import { recordsHealth } from '@/lib/records/pool'
import { loadReading } from '@/lib/services/account/load-inventory'
import type { Context } from '@/lib/services/context'
import { JOBS } from '@/lib/services/jobs/all-jobs'
import type { Job } from '@/lib/services/jobs/job'

export interface FailedJob {
  /** The database it was about; null: nothing by itself. */
  subject: string | null
  words: string
  /** ISO; null: not before somebody asks again, or it is due anew. */
  nextTry: string | null
}

export interface ListedJob {
  name: string
  title: string
  about: string
  when: string
  /** Why this server does not do it; null: it does. */
  off: string | null
  stoppedBy: string | null
  stoppedAt: string | null
  running: number
  waiting: number
  /** ISO; null: when something calls for it. */
  nextAt: string | null
  last: { at: string; ms: number; words: string | null; failed: boolean } | null
  failed: FailedJob[]
  mayStop: boolean
  mayRun: boolean
}

export interface ListedJobs {
  jobs: ListedJob[]
  /** Servers that claim jobs from the queue. */
  workers: number
  /** Why a server cannot. */
  troubles: string[]
  /** ISO */
  now: string
}

/** What works in the background for this account: what it is at, what waits, what failed, and when it was last done. */
export async function listJobs(context: Context): Promise<ListedJobs> {
  assertCan(context, 'read')
  const { accountId, targets } = await loadReading(context.account)
  const [kinds, waiting, servers] = await Promise.all([
    loadKinds(accountId),
    listWaiting(accountId),
    livingServers(),
  ])
  const nameOf = (resourceId: string) =>
    targets.find(target => target.resourceId === resourceId)?.name ?? null
  const names = [...new Set(JOBS.map(({ name }) => name))]
  return {
    jobs: names.map(name => {
      const jobs = JOBS.filter(job => job.name === name)
      const isOne = (kind: string) => jobs.some(job => job.kind === kind)
      return listed(context, jobs, {
        kinds: kinds.filter(({ kind }) => isOne(kind)),
        waiting: waiting.filter(one => isOne(kindOf(one.name))),
        nameOf,
      })
    }),
    workers: servers.filter(({ worker }) => worker !== null).length,
    troubles: await troublesOf(servers),
    now: context.now.toISOString(),
  }
}

/** No server says that it lives where the records cannot be written. */
async function troublesOf(servers: readonly JobServer[]): Promise<string[]> {
  const alone = [...new Set(servers.flatMap(({ trouble }) => trouble ?? []))].map(
    why => `The records hold no queue, so each server does its own work once a minute. ${why}`,
  )
  const health = servers.length === 0 ? await recordsHealth() : { ok: true as const }
  return health.ok ? alone : [...alone, `Jobs wait until the records can be written. ${health.reason}`]
}

interface Known {
  kinds: readonly KindRecord[]
  waiting: readonly WaitingJob[]
  nameOf: (resourceId: string) => string | null
}

function listed(context: Context, jobs: readonly Job[], { kinds, waiting, nameOf }: Known): ListedJob {
  const [first] = jobs
  if (!first) throw new Error('A job without a kind was asked for.')
  const { name, title, about, when, off, capability, needsPayload } = first
  const stopped = kinds.find(({ kind }) => kind === first.kind)
  const mayStop = can(context, capability)
  const stoppedAt = stopped?.stoppedAt ?? null
  return {
    name,
    title,
    about,
    when,
    off: off?.() ?? null,
    stoppedAt,
    stoppedBy: stopped?.stoppedBy ?? null,
    running: waiting.filter(({ running }) => running).length,
    waiting: waiting.filter(({ running, given }) => !running && !given).length,
    nextAt: stoppedAt === null ? nextOf(jobs, waiting, context.now) : null,
    last: lastOf(kinds),
    failed: waiting
      .filter(({ lastError }) => lastError !== null)
      .map(({ key, lastError, given, runAt }) => ({
        subject: nameOf(key?.split('/').at(-1) ?? ''),
        words: lastError ?? '',
        nextTry: given ? null : runAt,
      })),
    mayStop,
    mayRun: mayStop && !needsPayload && stoppedAt === null && (off?.() ?? null) === null,
  }
}

/** What waits comes first, then the clock. */
function nextOf(jobs: readonly Job[], waiting: readonly WaitingJob[], now: Date): string | null {
  const [queued] = waiting.filter(({ running, given }) => !running && !given)
  if (queued) return queued.runAt
  const minutes = jobs.flatMap(({ everyMinutes }) => everyMinutes ?? [])
  if (minutes.length === 0) return null
  const periodMs = Math.min(...minutes) * 60_000
  return new Date(Math.ceil((now.getTime() + 1) / periodMs) * periodMs).toISOString()
}

/** Of kinds that belong together the one that did something, else the one that looked last. */
function lastOf(kinds: readonly KindRecord[]): ListedJob['last'] {
  const ran = kinds.flatMap(({ lastAt: at, lastMs: ms, lastWords: words, lastFailed: failed }) =>
    at === null || ms === null ? [] : [{ at, ms, words, failed }],
  )
  const newest = (some: typeof ran) => some.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0] ?? null
  return newest(ran.filter(({ words }) => words !== null)) ?? newest(ran)
}
