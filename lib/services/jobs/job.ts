import 'server-only'
import type { Account } from '@/lib/account'
import type { Capability } from '@/lib/operator/operator'
import { type JobKind, jobName } from '@/lib/records/jobs'
import type { Context } from '@/lib/services/context'

export interface JobPlace {
  account: Account
  accountId: string
}

export interface NextJob {
  kind: JobKind
  /** One of the same key is replaced. */
  key: string
  payload?: unknown
  runAt?: Date
}

/** Where a job puts what is to be done next. */
export interface JobQueue {
  /** All at once: whoever looks at the queue sees none of them or every one. */
  add(...jobs: NextJob[]): Promise<void>
  /** Keys of jobs that wait, run, or were asked for since. */
  askedSince(moment: Date): Promise<ReadonlySet<string>>
}

export type JobContext = Context & JobPlace & JobQueue

/** A kind of work that nobody has to ask for. */
export interface Job {
  kind: JobKind
  /** As whom it acts: what Activity would show. */
  name: string
  title: string
  /** One sentence, for Settings. */
  about: string
  /** By the clock; null: when something calls for it. */
  everyMinutes: number | null
  /** The same in words. */
  when: string
  /** Nobody can ask for it without saying what it is about. */
  needsPayload?: true
  /** Before it is left until something calls for it again. */
  tries: number
  /** All that it may. Who may do by hand what it does may stop it, too. */
  capability: Capability
  /** Why this server does not do it; absent, or null: it does. */
  off?: () => string | null
  /** Of what else than the account its work depends on: servers that differ in it do not do the work of one another. */
  view?: (account: Account) => string
  /** Says what it did; null: nothing was to be done. */
  run(context: JobContext, payload: unknown): Promise<string | null>
}

/** As the queue calls it. */
export const queueNameOf = ({ kind, view }: Job, { account, accountId }: JobPlace) =>
  jobName(kind, accountId, view?.(account))
