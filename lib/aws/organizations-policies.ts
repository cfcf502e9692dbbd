import 'server-only'
import {
  DescribePolicyCommand,
  type OrganizationsClient,
  paginateListPoliciesForTarget,
} from '@aws-sdk/client-organizations'
import type { Account } from '@/lib/account'
import { askOrganizations, PAGE_SIZE } from '@/lib/aws/ask-organizations'
import type { OrganizationPlace } from '@/lib/aws/organizations-places'
import { AppError } from '@/lib/errors'

export interface ControlPolicy {
  /** The ARN. */
  id: string
  name: string
  /** Plain JSON, not URL-encoded as IAM's. */
  text: string
}

/** One that went missing between two calls could be the one that denies: nothing is left out in silence. */
function whole<T>(value: T | undefined, what: string): T {
  if (value !== undefined) return value
  throw new AppError('unavailable', `AWS told of an organisation policy without its ${what}. Read again.`)
}

async function attachedAt(
  account: Account,
  client: OrganizationsClient,
  { id, name }: OrganizationPlace,
  Filter: Filter,
) {
  const call = { action: 'ListPoliciesForTarget', doing: `list the policies that are attached to ${name}` }
  return askOrganizations(account, call, async () => {
    const ids: string[] = []
    const pages = paginateListPoliciesForTarget({ client, pageSize: PAGE_SIZE }, { TargetId: id, Filter })
    for await (const { Policies } of pages) ids.push(...(Policies ?? []).map(({ Id }) => whole(Id, 'id')))
    return atLeastOne(ids, name)
  })
}

/** Organizations API Reference, MIN_POLICY_TYPE_LIMIT_EXCEEDED: the last one cannot be detached, so none is an answer cut short. */
function atLeastOne(ids: string[], name: string): string[] {
  if (ids.length > 0) return ids
  throw new AppError(
    'unavailable',
    `AWS named no policy that is attached to ${name}, where there is at least one. Read again.`,
  )
}

async function readPolicy(
  account: Account,
  client: OrganizationsClient,
  policyId: string,
): Promise<ControlPolicy> {
  const call = { action: 'DescribePolicy', doing: `read the organisation policy ${policyId}` }
  const { Policy } = await askOrganizations(account, call, () =>
    client.send(new DescribePolicyCommand({ PolicyId: policyId })),
  )
  return {
    id: whole(Policy?.PolicySummary?.Arn, 'ARN'),
    name: Policy?.PolicySummary?.Name ?? policyId,
    text: whole(Policy?.Content, 'text'),
  }
}

type Filter = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY'

/** The policies of every place, in the order of the places. Each text is read once, one call after the other. */
export async function readPoliciesAt(
  account: Account,
  client: OrganizationsClient,
  places: readonly OrganizationPlace[],
  filter: Filter,
): Promise<ControlPolicy[][]> {
  const known = new Map<string, ControlPolicy>()
  const found: ControlPolicy[][] = []
  for (const place of places) {
    const here: ControlPolicy[] = []
    for (const policyId of await attachedAt(account, client, place, filter)) {
      const policy = known.get(policyId) ?? (await readPolicy(account, client, policyId))
      known.set(policyId, policy)
      here.push(policy)
    }
    found.push(here)
  }
  return found
}
