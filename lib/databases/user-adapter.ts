import 'server-only'
import type { Login } from '@/lib/databases/connection'
import type { UserFact } from '@/lib/provision/user-fact'
import type { UserName } from '@/lib/provision/user-intent'
import type { ServerState } from '@/lib/provision/user-plan'

/** As one step of a plan holds them. */
export interface Statements {
  statements: readonly string[]
  inTransaction: boolean
}

/** The inside of a server, its facts not in lines yet. */
export type ServerReading = Omit<ServerState, 'facts' | 'factsOfOther' | 'publicFacts'> & {
  facts: UserFact[] | null
  factsOfOther: UserFact[] | null
  publicFacts: UserFact[]
}

/** How a family of engines is asked about one user, and changed. Signed in as the administrator of Gatehouse. */
export interface UserAdapter {
  /** Null: there is no such user. */
  readFacts(login: Login, user: UserName): Promise<UserFact[] | null>
  /** `other`: whom else the plan is about, whose rights are to be given. */
  readState(login: Login, user: UserName, other: UserName | null): Promise<ServerReading>
  run(login: Login, work: Statements): Promise<void>
}
