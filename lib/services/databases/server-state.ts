import 'server-only'
import type { Account } from '@/lib/account'
import type { ServerReading } from '@/lib/databases/user-adapter'
import { factLine, type UserFact } from '@/lib/provision/user-fact'
import type { UserIntent, UserName } from '@/lib/provision/user-intent'
import type { ServerState } from '@/lib/provision/user-plan'
import { asAdministrator, type Server } from '@/lib/services/changes/administrator'

const lines = (facts: readonly UserFact[] | null) => facts?.map(factLine).sort() ?? null

const inLines = (reading: ServerReading): ServerState => ({
  ...reading,
  facts: lines(reading.facts),
  factsOfOther: lines(reading.factsOfOther),
  publicFacts: lines(reading.publicFacts) ?? [],
})

/** Whose rights somebody is to get. */
const otherOf = (intent: UserIntent): UserName | null =>
  'rights' in intent && intent.rights !== 'all' ? intent.rights.of : null

/** The inside of a server as it is this moment, read as GATEHOUSE_ADMIN_USER. */
export async function serverState(
  account: Account,
  server: Server,
  intent: UserIntent,
): Promise<ServerState> {
  const reading = await asAdministrator(account, server, null, ({ adapter, login }) =>
    adapter.readState(login, intent.user, otherOf(intent)),
  )
  return inLines(reading)
}
