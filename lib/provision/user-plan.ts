import type { AccessChange } from '@/lib/access/model/access-change'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import type { PlanNote } from '@/lib/grants/grant-plan'
import type { RightFact } from './user-fact'
import type { UserIntent, UserName } from './user-intent'

/** Whom Gatehouse changes users as, and what that one may pass on. Read in the same conversation as the rest. */
export interface Administrator extends UserName {
  /** PostgreSQL's own superuser, which nobody is in RDS; MySQL family: every privilege with GRANT OPTION on `*.*`. */
  superuser: boolean
  /** CREATEROLE, CREATE USER. */
  createsUsers: boolean
  /** Roles that it may pass on, as the server says it (`pg_has_role(…, 'MEMBER WITH ADMIN OPTION')`). */
  adminOf: string[]
  /** PostgreSQL: roles whose rights are its own at once (`pg_has_role(…, 'USAGE')`), itself among them. */
  actsAs: string[]
  /** What it holds with GRANT OPTION, itself; in the MySQL family `*.*` is the level `server`. */
  grantable: RightFact[]
  /** MySQL family: SET DEFAULT ROLE of others: CREATE USER in MySQL, UPDATE on `mysql` in MariaDB. */
  setsDefaultRoles: boolean
  /** May end sessions of others: pg_signal_backend; `mysql.rds_kill`, CONNECTION_ADMIN or SUPER. */
  endsSessions: boolean
  /** What of the catalogue it may not read, in words. */
  blind: string[]
}

/** PostgreSQL: a role that owns something a right may be on. It and those that act as it may grant that right. */
export interface Owner {
  database: string
  /** Null: of the database itself. */
  schema: string | null
  /** `itself`: the database or schema. Who owns tables makes the later ones. */
  owns: 'itself' | 'tables' | 'sequences'
  /** `pg_database_owner` is written as who that is. */
  role: string
  objects: number
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
  /** What is true of the user or role that `Rights.of` names; null: nobody is named, or there is none. */
  factsOfOther: string[] | null
  /** Objects of the user, by database, where it owns any. */
  owned: { database: string; objects: number }[]
  /** Who holds the user as a role, through others too: what is granted to it is theirs. Empty: nobody. */
  heldBy: string[]
  /**
   * PostgreSQL 16: who may only pass the user on as a role, as whoever made it may: nothing it has is theirs, but membership
   * all the same, and `rds_iam` asks for no more.
   */
  passedOnBy: string[]
  /** Empty in the MySQL family. */
  owners: Owner[]
  /** PostgreSQL: facts of PUBLIC, what every user of the server may do. Empty in the MySQL family. */
  publicFacts: string[]
  /** PostgreSQL: roles that hold `rds_iam`, nested counts: whoever is granted one of them loses the password. */
  lendIam: string[]
}

/** Stops one step. `line` lifts it, run once as `as`. */
export interface Guard {
  id: string
  /** First the few words that are the reason, then the sentence. */
  title: string
  text: string
  line: string | null
  as: string | null
  /** Other ways: the intent that takes each. */
  instead: { label: string; intent: UserIntent }[]
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
  /** Connected to this database of the server; empty: to none (MySQL family). */
  database: string
  /** Neighbours of one number run in one transaction, and are taken back together. */
  transaction: number
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
