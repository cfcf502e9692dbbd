import 'server-only'
import type { Capability } from '@/lib/operator/operator'
import { type JobKind, jobName } from '@/lib/records/jobs'

export interface JobContext {
  accountId: string
  /** Queued for whichever server is free; one of the same key is replaced. */
  add(job: { kind: JobKind; key: string; payload?: unknown; runAt?: Date }): Promise<void>
  /** Keys of jobs that wait, run, or were tried since. */
  triedSince(moment: Date): Promise<ReadonlySet<string>>
}

/** A kind of work that nobody has to ask for. */
export interface Job {
  kind: JobKind
  title: string
  /** One sentence, for Settings. */
  about: string
  /** As in crontab; null: when something calls for it. */
  schedule: string | null
  /** The same in words. */
  when: string
  /** Before it is left until something calls for it again. */
  tries: number
  /** Who may do by hand what it does may stop it, too. */
  capability: Capability
  /** Absent: every server may. */
  mayRun?: () => boolean
  /** Of what else than the account its work depends on: servers that differ in it do not do the work of one another. */
  view?: () => string
  /** Says what it did; null: nothing was to be done. */
  run(context: JobContext, payload: unknown): Promise<string | null>
}

export const nameOf = ({ kind, view }: Job, accountId: string) => jobName(kind, accountId, view?.())
