import 'server-only'
import type { Account } from '@/lib/account'
import { readIamFact } from '@/lib/aws/iam-facts'
import { inTurn } from '@/lib/aws/in-turn'
import { readTarget } from '@/lib/aws/rds-target'
import type { PlanStep } from '@/lib/grants/grant-plan'
import { type Fact, type FactState, factsOf } from '@/lib/grants/steps/fact'
import { switchState } from '@/lib/grants/steps/switch-step'

/** One thing as AWS says it this moment. */
export async function readFact(account: Account, fact: Fact): Promise<FactState> {
  if (fact.kind !== 'iamAuth') return readIamFact(account, fact)
  return switchState(await readTarget(account, fact.region, fact.resourceId))
}

/** Everything that some steps touch, each thing read by itself, now. */
export async function readFacts(
  account: Account,
  steps: readonly PlanStep[],
): Promise<Map<string, FactState>> {
  const facts = [...factsOf(steps)]
  return new Map(await inTurn(facts, 4, async ([key, fact]) => [key, await readFact(account, fact)] as const))
}
