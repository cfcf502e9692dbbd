import type { AccessChange } from '@/lib/access/model/access-change'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import type { PlanNote } from '@/lib/grants/grant-plan'
import type { UserIntent, UserName } from './user-intent'

/** Whom Gatehouse changes users as, and what that one may pass on. Read in the same conversation as the rest. */
export interface Administrator extends UserName {
  /** Administers the server: whatever it says may be done. */
  superuser: boolean
  createsUsers: boolean
  /** Roles that it may pass on. */
  adminOf: string[]
  /** What it may grant in the MySQL family, `*.*` or `orders.*`; null: not asked of this engine. */
  grantable: string[] | null
  /** What of the catalogue it may not read, in words. */
  blind: string[]
}

/** The inside of a server as it is this moment: what a plan rests on. */
export interface ServerState
  extends Pick<DatabaseScan, 'users' | 'roles' | 'databases' | 'schemas' | 'version'> {
  administrator: Administrator
  /** Connected to something that refuses writes. */
  readOnly: boolean
  /** The IAM plugin is loaded, or `rds_iam` is there. */
  iamLoaded: boolean
  /** What is true of the user that the change is about, one line each (see UserFact); null: there is no such user. */
  facts: string[] | null
  /** Tables of the user, by database, where it owns any. */
  owned: { database: string; objects: number }[]
}

/** Stops one step. `line` lifts it, run once as `as`. */
export interface Guard {
  id: string
  /** First the few words that are the reason, then the sentence. */
  title: string
  text: string
  line: string | null
  as: string | null
  /** Another way, if there is one: the intent that takes it. */
  instead: { label: string; intent: UserIntent } | null
}

/** One step as the person sees it, and as it is run. */
export interface UserStep {
  title: string
  statements: string[]
  /** Takes it back; null: cannot be taken back, and `undoNote` says why. */
  undo: string[] | null
  undoNote: string | null
  /** Lines of the user's facts that are there afterwards and were not, and the other way round. */
  adds: string[]
  removes: string[]
  /** Connected to this database of the server. */
  database: string
  guard: Guard | null
}

export interface UserPlan {
  intent: UserIntent
  target: { region: string; resourceId: string; name: string }
  /** PostgreSQL takes all of it back where a statement fails; the MySQL family stops there. */
  inOneTransaction: boolean
  steps: UserStep[]
  /** Hard stops that belong to no step, and those of the steps. */
  guards: Guard[]
  /** What was checked and is in order, what is not known, and the gaps of the engine. */
  checks: PlanNote[]
  effect: AccessChange[]
  counts: { added: number; removed: number; changed: number; wakesLater: number }
  runsAs: UserName
  /** All statements, as a file to run by hand, with the client's line above. */
  script: string
  clientLine: string
  /** Over the intent, the state and the effect. */
  digest: string
  asOf: string
}
