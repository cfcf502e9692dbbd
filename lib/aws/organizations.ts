import 'server-only'
import {
  DescribeOrganizationCommand,
  type OrganizationsClient,
  type Root,
} from '@aws-sdk/client-organizations'
import type { ResourceControlPolicy } from '@/lib/access/model/organization'
import type { Account } from '@/lib/account'
import { askOrganizations } from '@/lib/aws/ask-organizations'
import { credentialProvider, organizationsClient } from '@/lib/aws/clients'
import { type OrganizationPlace, readPlaces } from '@/lib/aws/organizations-places'
import { type ControlPolicy, readPoliciesAt } from '@/lib/aws/organizations-policies'
import { assumeRole } from '@/lib/aws/sts'
import { AppError } from '@/lib/errors'
import type { PolicySource, ServiceControl } from '@/lib/iam/index'

/** What every member account may know of its organisation. */
export interface OrganizationFacts {
  id: string
  managementAccountId: string
  /** Organizations User Guide: without all features there are no SCPs and no RCPs. */
  allFeatures: boolean
}

/** Signs as the role, or as ourselves where none is named. Sessions last an hour at most: ours is a session already. */
export function openOrganizations(account: Account, roleArn: string | null): OrganizationsClient {
  if (roleArn === null)
    return organizationsClient(account, { roleArn, credentials: credentialProvider(account) })
  const credentials = async () => {
    const { expiresAt, ...session } = await assumeRole(account, {
      roleArn,
      sessionName: 'gatehouse-organization',
    })
    return { ...session, ...(expiresAt ? { expiration: new Date(expiresAt) } : {}) }
  }
  return organizationsClient(account, { roleArn, credentials })
}

/** Null: the caller's account is in no organisation. */
export async function describeOrganization(
  account: Account,
  client: OrganizationsClient,
): Promise<OrganizationFacts | null> {
  const call = { action: 'DescribeOrganization', doing: 'find out which organisation it belongs to' }
  try {
    const { Organization } = await askOrganizations(account, call, () =>
      client.send(new DescribeOrganizationCommand({})),
    )
    const { Id: id, MasterAccountId: managementAccountId, FeatureSet } = Organization ?? {}
    if (!id || !managementAccountId)
      throw new AppError('unavailable', 'AWS did not say which organisation this account belongs to.')
    return { id, managementAccountId, allFeatures: FeatureSet !== 'CONSOLIDATED_BILLING' }
  } catch (error) {
    const cause = error instanceof AppError ? error.cause : null
    if (cause instanceof Error && cause.name === 'AWSOrganizationsNotInUseException') return null
    throw error
  }
}

/** Both kinds of control policy over one account. SCPs are read whole or not at all; RCPs may be left unread beside them. */
export interface ControlReading {
  serviceControl: Exclude<ServiceControl, { state: 'unread' }>
  policies: PolicySource[]
  resourceControl:
    | { state: 'none' }
    | { state: 'read'; policies: ResourceControlPolicy[] }
    | { state: 'unread'; why: AppError }
}

/** Organizations User Guide: neither kind binds the management account, and without all features there are none. */
export const EXEMPT: ControlReading = {
  serviceControl: { state: 'none' },
  policies: [],
  resourceControl: { state: 'none' },
}

/** Whether a type is in force at the root; while AWS switches it, or does not say, nobody knows: that is never "none". */
export function isOn(
  { PolicyTypes }: Root,
  type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY',
): boolean {
  if (!PolicyTypes)
    throw new AppError(
      'unavailable',
      'AWS did not say which kinds of organisation policies are on. Read again.',
    )
  const status = PolicyTypes.find(({ Type }) => Type === type)?.Status
  if (status === undefined || status === 'ENABLED') return status === 'ENABLED'
  const kind = type === 'SERVICE_CONTROL_POLICY' ? 'SCPs' : 'RCPs'
  const sentence = `AWS is just switching ${kind} on or off in this organisation, and which of them hold meanwhile is not known. Read again in some minutes.`
  throw new AppError('unavailable', sentence)
}

function levelsOf(places: readonly OrganizationPlace[], policies: readonly ControlPolicy[][]) {
  return places.map((place, index) => ({
    ...place,
    policies: (policies[index] ?? []).map(({ id }) => ({ policyId: id, viaGroup: null })),
  }))
}

const distinct = (policies: readonly ControlPolicy[][]) => [
  ...new Map(policies.flat().map(policy => [policy.id, policy])).values(),
]

async function readServiceControl(
  account: Account,
  client: OrganizationsClient,
  places: readonly OrganizationPlace[],
  root: Root,
): Promise<Pick<ControlReading, 'serviceControl' | 'policies'>> {
  if (!isOn(root, 'SERVICE_CONTROL_POLICY')) return { serviceControl: { state: 'none' }, policies: [] }
  const policies = await readPoliciesAt(account, client, places, 'SERVICE_CONTROL_POLICY')
  return {
    serviceControl: { state: 'read', levels: levelsOf(places, policies) },
    policies: distinct(policies).map(policy => ({ ...policy, kind: 'scp', versionId: null })),
  }
}

async function readResourceControl(
  account: Account,
  client: OrganizationsClient,
  places: readonly OrganizationPlace[],
  root: Root,
): Promise<ControlReading['resourceControl']> {
  try {
    if (!isOn(root, 'RESOURCE_CONTROL_POLICY')) return { state: 'none' }
    const policies = await readPoliciesAt(account, client, places, 'RESOURCE_CONTROL_POLICY')
    return { state: 'read', policies: distinct(policies) }
  } catch (error) {
    if (error instanceof AppError && error.code !== 'internal') return { state: 'unread', why: error }
    throw error
  }
}

/** Where the account lies comes first: that it lies in this organisation at all is not certain when a role was assumed. */
export async function readControlPolicies(
  account: Account,
  client: OrganizationsClient,
  accountId: string,
): Promise<ControlReading> {
  const { places, root } = await readPlaces(account, client, accountId)
  const service = await readServiceControl(account, client, places, root)
  return { ...service, resourceControl: await readResourceControl(account, client, places, root) }
}
