import type { Inventory } from '@/lib/access/model/inventory'
import { memoryOf } from '@/lib/access/model/memory'
import { withOrganizationFacts } from '@/lib/access/organization/organization-facts'
import { type ConnectPolicies, withOrganizationAnswers } from '@/lib/access/organization/organization-overlay'
import { type CompiledPolicies, compile, compileGradually } from '@/lib/iam/index'

/** What the policies of one reading say, ready to be asked. */
interface CompiledReading {
  /** For `rds-db:connect`, as far as read: without what AWS said of organisation policies. */
  asRead: CompiledPolicies
  /** For `sts:AssumeRole`; compiled ahead of the first question, or by it. */
  assuming: () => CompiledPolicies
}

/** One inventory with its policies compiled: what every question about access is asked of. */
export interface CompiledAccess extends CompiledReading {
  inventory: Inventory
  /** For `rds-db:connect`: what every answer about access is made of. */
  compiled: ConnectPolicies
}

/**
 * Conditions are distrusted: sources disagree on which context keys RDS honours (reference §1.5). Guardrails are judged all
 * the same, by what is known of principal and target; `judgedKeys` says on which keys they then rest.
 */
const CONNECTING = {
  action: 'rds-db:connect',
  mode: 'discovery',
  distrustConditions: true,
  resourceFacts: true,
} as const
const ASSUMING = { action: 'sts:AssumeRole', mode: 'discovery', resourceFacts: true } as const

/** As of the reading: time only goes on, so what has ended by then stays ended however long the reading is kept. */
const asOfReading = <Options>(options: Options, { readAt }: Inventory) => ({ ...options, at: readAt })

const ACCESS = 'compiled access'
const READING = 'compiled reading'

type KnownReading = CompiledReading & Pick<Inventory, 'policies' | 'organization'>

const snapshotOf = (inventory: Inventory) => ({
  policies: inventory.policies,
  principals: withOrganizationFacts(inventory),
})

/** The reading that was compiled from the same parts: shown again with another caveat, it is not compiled twice. */
function knownReading({ principals, policies, organization }: Inventory): CompiledReading | null {
  const known = memoryOf(principals).get(READING) as KnownReading | undefined
  return known?.policies === policies && known.organization === organization ? known : null
}

const keepReading = ({ principals }: Inventory, reading: KnownReading) =>
  memoryOf(principals).set(READING, reading)

export function compileAccess(inventory: Inventory): CompiledAccess {
  const known = memoryOf(inventory).get(ACCESS) as CompiledAccess | undefined
  if (known) return known
  const { asRead, assuming } = readingOf(inventory)
  const access = { inventory, asRead, compiled: withOrganizationAnswers(asRead, inventory), assuming }
  memoryOf(inventory).set(ACCESS, access)
  return access
}

/**
 * The same, compiled with pauses: for accounts of thousands, before the first question is asked. What did not change
 * since `before`, an older reading, is taken over.
 */
export async function compileAccessGradually(
  inventory: Inventory,
  yieldToEventLoop: () => Promise<unknown>,
  before: CompiledAccess | null = null,
): Promise<CompiledAccess> {
  if (!knownReading(inventory)) {
    const { policies, organization } = inventory
    const snapshot = snapshotOf(inventory)
    const connecting = asOfReading(CONNECTING, inventory)
    const assuming = asOfReading(ASSUMING, inventory)
    const asRead = await compileGradually(snapshot, connecting, yieldToEventLoop, before?.asRead)
    const forAssuming = await compileGradually(snapshot, assuming, yieldToEventLoop, before?.assuming())
    keepReading(inventory, { policies, organization, asRead, assuming: () => forAssuming })
  }
  return compileAccess(inventory)
}

function readingOf(inventory: Inventory): CompiledReading {
  const known = knownReading(inventory)
  if (known) return known
  const { policies, organization } = inventory
  const snapshot = snapshotOf(inventory)
  let forAssuming: CompiledPolicies | null = null
  const reading = {
    policies,
    organization,
    asRead: compile(snapshot, asOfReading(CONNECTING, inventory)),
    assuming: () => {
      forAssuming ??= compile(snapshot, asOfReading(ASSUMING, inventory))
      return forAssuming
    },
  }
  keepReading(inventory, reading)
  return reading
}
