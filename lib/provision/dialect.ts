import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { DatabaseUser } from '@/lib/access/model/database-user'
import type { Target } from '@/lib/access/model/target'
import type { PlanNote } from '@/lib/grants/grant-plan'
import type { RoleName, UserFact } from './user-fact'
import type { Rights, UserIntent, UserName } from './user-intent'
import type { Administrator, Guard, ServerState } from './user-plan'

/** What belongs together for a person: `Read public in orders`. */
export interface Bundle {
  title: string
  /** Connected to this database. */
  database: string
  facts: UserFact[]
}

/** Facts that a user has with these rights. */
export interface Wanted {
  bundles: Bundle[]
  /** What of it the engine cannot give, or gives beyond. */
  notes: PlanNote[]
  guards: Guard[]
}

export interface WantedFor {
  rights: Rights
  user: UserName
  state: ServerState
  target: Target
}

/** Statements with what they change in the facts of one user. */
export interface Work {
  title: string
  database: string
  statements: string[]
  /** Null: cannot be taken back, and `undoNote` says why. */
  undo: string[] | null
  undoNote: string | null
  adds: UserFact[]
  removes: UserFact[]
  /** Runs in a transaction of its own. */
  alone: boolean
}

/** How one family says what is wanted of a user. Nothing else of this room compares a family. */
export interface Dialect {
  inOneTransaction: boolean
  /** The user that a statement means. */
  named(user: UserName): UserName
  /** Why no user can be made under this name, and one that can be. */
  nameMistake(user: UserName): { text: string; suggestion: string | null } | null
  /** The engine's or AWS's own. */
  isReserved(name: string): boolean
  /** What a user made for IAM is, before any rights. */
  newUser: UserFact[]
  /** Null: it could not sign in as it did. */
  create(user: UserName, facts: readonly UserFact[]): string[] | null
  drop(user: UserName): string
  toIam(question: Question, database: string): Work[]
  /** `have`: the facts before. Only rights, memberships, attributes and whether it may sign in. */
  give(facts: readonly UserFact[], user: UserName, have: readonly UserFact[]): string[]
  take(facts: readonly UserFact[], user: UserName, have: readonly UserFact[]): string[]
  /** Rights of `have` that taking `given` takes along. */
  overlapped(given: readonly UserFact[], have: readonly UserFact[]): UserFact[]
  /** Whether another right of these, by their lines, says the same already. */
  covers(lines: ReadonlySet<string>, fact: UserFact): boolean
  /** As the server would say these facts, see `every` in user-fact.ts. */
  settle(facts: readonly UserFact[], state: ServerState): UserFact[]
  /** For all of its sessions, whatever their number by then, where the engine can. */
  endSessions(user: UserName, ids: readonly string[], version: string): string[]
  wanted(question: WantedFor): Wanted
  /** What goes to another, or is taken, before the user can be dropped. */
  clear(question: Question, have: readonly UserFact[], reassignTo: string | null): Work[]
  /** Whether objects of a user can be given to another. */
  reassigns: boolean
  /** Whether who holds a user as a role signs in as that one does. */
  lendsSignIn: boolean
  /** Whether it passes on every role, by being who it is. */
  passesOnAll(administrator: Administrator, version: string): boolean
  /** Whether it changes and drops users that it did not make. */
  changesAll(administrator: Administrator, version: string): boolean
  /** Why these may not be given or taken, and the line that lifts it; null: they may, as far as read. */
  refusal(
    facts: readonly UserFact[],
    state: ServerState,
  ): { title: string; text: string; line: string } | null
  /** Statements that lift what the administrator lacks. */
  lift: {
    passOn(role: RoleName, to: UserName): string
    makeUsers(to: UserName): string
    setDefaultRoles(to: UserName): string | null
    /** What else that would let it do, as a sentence. */
    defaultRolesAre: string | null
    endSessions(to: UserName): string
  }
}

/** One change with all that a rule may ask about it. */
export interface Question {
  intent: UserIntent
  /** With the host that a statement means. */
  user: UserName
  target: Target
  state: ServerState
  access: CompiledAccess
  dialect: Dialect
  /** As scanned; null: there is none. */
  found: DatabaseUser | null
  /** What is true of the user now; empty: there is none. */
  have: UserFact[]
  /** What is asked for; null: the intent is not about rights. */
  wanted: Wanted | null
  /** Names of the users that Gatehouse itself signs in as. */
  own: readonly string[]
  /** Who lifts what the administrator lacks. */
  master: string
  version: string
}
