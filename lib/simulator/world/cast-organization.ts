import { uniqueId, type WorldBuilder } from '@/lib/simulator/world/builder'
import { GATEHOUSE_ROLE, MANAGEMENT_ACCOUNT, ORGANIZATION_READER } from '@/lib/simulator/world/cast-gatehouse'
import type { IamRole } from '@/lib/simulator/world/iam-world'
import { ACCOUNT, denyConnect, policy, trustStatement } from '@/lib/simulator/world/statements'
import {
  attachPolicy,
  FULL_ACCESS,
  FULL_RESOURCE_ACCESS,
  type WorldOrganization,
} from '@/lib/simulator/world/world-organization'

/** Root, OU Production, larkspur-prod. The account itself reads none of it: only a refused login or the simulator betrays it. */
export function addOrganization({ world }: WorldBuilder): void {
  const organization: WorldOrganization = {
    id: 'o-7qk4m2xvn5',
    managementAccountId: MANAGEMENT_ACCOUNT,
    allFeatures: true,
    policyTypes: new Map([
      ['SERVICE_CONTROL_POLICY', 'ENABLED'],
      ['RESOURCE_CONTROL_POLICY', 'ENABLED'],
    ]),
    levels: [
      { kind: 'root', id: 'r-x7k2', name: 'Root', attached: [] },
      { kind: 'organizationalUnit', id: 'ou-x7k2-p4f1m8qd', name: 'Production', attached: [] },
      { kind: 'account', id: ACCOUNT, name: 'larkspur-prod', attached: [] },
    ],
    policies: new Map(),
    delegatedAccounts: [],
    roles: new Map(),
    emptyPages: 0,
  }
  for (const { name } of organization.levels) {
    attachPolicy(organization, name, FULL_ACCESS)
    attachPolicy(organization, name, FULL_RESOURCE_ACCESS)
  }
  attachPolicy(organization, 'Production', {
    id: 'p-4x7qzv5n',
    name: 'org-data-guardrail',
    type: 'SERVICE_CONTROL_POLICY',
    awsManaged: false,
    text: JSON.stringify(GUARDRAIL, null, 2),
  })
  const reader = readerRole()
  organization.roles.set(reader.name, reader)
  world.organization = organization
}

const deny = (Sid: string, Action: string | string[], rest: object = {}) => ({
  Sid,
  Effect: 'Deny',
  Action,
  Resource: '*',
  ...rest,
})

const GUARDRAIL = policy(
  deny('KeepTheTrail', [
    'cloudtrail:DeleteTrail',
    'cloudtrail:PutEventSelectors',
    'cloudtrail:PutInsightSelectors',
    'cloudtrail:StopLogging',
    'cloudtrail:UpdateTrail',
  ]),
  deny('SnapshotsStayHere', ['rds:ModifyDBClusterSnapshotAttribute', 'rds:ModifyDBSnapshotAttribute'], {
    Condition: { 'ForAnyValue:StringEquals': { 'rds:ValuesToAdd': 'all' } },
  }),
  denyConnect('NoOnCallUsersForWorkloads', 'arn:aws:rds-db:*:*:dbuser:*/oncall_*', {
    StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/data/*' },
  }),
  deny('EncryptedStorageOnly', 'rds:CreateDBInstance', {
    Condition: { Bool: { 'rds:StorageEncrypted': 'false' } },
  }),
  deny('StayInTheOrganisation', 'organizations:LeaveOrganization'),
)

function readerRole(): IamRole {
  const name = 'gatehouse-organization-reader'
  const read = { Effect: 'Allow', Action: ['organizations:Describe*', 'organizations:List*'], Resource: '*' }
  return {
    kind: 'role',
    name,
    id: uniqueId('AROA', ORGANIZATION_READER),
    path: '/',
    arn: ORGANIZATION_READER,
    createdAt: new Date('2026-10-04T08:30:00Z'),
    inline: [{ name: 'read-organization', text: JSON.stringify(policy(read)) }],
    attached: [],
    description: 'Lets Gatehouse in larkspur-prod read organisation policies',
    trust: JSON.stringify(policy(trustStatement(GATEHOUSE_ROLE))),
    boundary: null,
    tags: [],
    maxSessionSeconds: 3600,
    instanceProfiles: [],
    lastUsed: null,
  }
}
