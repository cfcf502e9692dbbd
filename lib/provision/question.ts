import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { DatabaseUser } from '@/lib/access/model/database-user'
import type { Target } from '@/lib/access/model/target'
import type { Dialect, Wanted } from './dialect'
import type { UserFact } from './user-fact'
import type { UserIntent, UserName } from './user-intent'
import type { ServerState } from './user-plan'

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

export const rightsAsked = (intent: UserIntent) =>
  'rights' in intent && intent.rights !== 'all' ? intent.rights : null
