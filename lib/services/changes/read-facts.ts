import 'server-only'
import type { Account } from '@/lib/account'
import { readIamFact } from '@/lib/aws/iam-facts'
import { inTurn } from '@/lib/aws/in-turn'
import { readTarget } from '@/lib/aws/rds-target'
import type { PlanStep } from '@/lib/grants/grant-plan'
import { type Fact, type FactState, factsOf } from '@/lib/grants/steps/fact'
import { switchState } from '@/lib/grants/steps/switch-step'
import { factLine } from '@/lib/provision/user-fact'
import { asAdministrator } from '@/lib/services/changes/administrator'

/** One thing as AWS, or the database, says it this moment. */
export async function readFact(account: Account, fact: Fact): Promise<FactState> {
  if (fact.kind === 'databaseUser') return readUserFact(account, fact)
  if (fact.kind !== 'iamAuth') return readIamFact(account, fact)
  return switchState(await readTarget(account, fact.region, fact.resourceId))
}

function readUserFact(account: Account, fact: Extract<Fact, { kind: 'databaseUser' }>): Promise<FactState> {
  return asAdministrator(account, fact, null, async ({ adapter, login }) => {
    const facts = await adapter.readFacts(login, fact)
    return { kind: 'databaseUser', lines: facts?.map(factLine) ?? null }
  })
}

/** Everything that some steps touch, each thing read by itself, now. */
export async function readFacts(
  account: Account,
  steps: readonly PlanStep[],
): Promise<Map<string, FactState>> {
  const facts = [...factsOf(steps)]
  return new Map(await inTurn(facts, 4, async ([key, fact]) => [key, await readFact(account, fact)] as const))
}
