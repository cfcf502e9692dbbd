import type { Inventory } from '@/lib/access/model/inventory'
import { noOrganization } from '@/lib/access/model/organization'
import type { Principal } from '@/lib/access/model/principal'
import type { Target } from '@/lib/access/model/target'
import { ALL_READ } from '@/lib/access/testing/sample-inventory'
import type { PolicySource } from '@/lib/iam/index'

/** A small account for the tests of this folder. */
const account = '111122223333'
export const ordersId = 'db-7QK4M2XVN5RJ3HBTLWYC6DZEPA'
export const analyticsId = 'cluster-5XJN2RQ7HVBKM4WTC3LAYD6FZE'
export const billingId = 'db-BILLING00000000000000000A'

export function connectResource(resourceId: string, user: string): string {
  return `arn:aws:rds-db:us-east-1:${account}:dbuser:${resourceId}/${user}`
}

export function target(name: string, resourceId: string, changes: Partial<Target> = {}): Target {
  return {
    kind: resourceId.startsWith('cluster') ? 'auroraCluster' : 'instance',
    name,
    resourceId,
    arn: `arn:aws:rds:us-east-1:${account}:db:${name}`,
    partition: 'aws',
    region: 'us-east-1',
    accountId: account,
    engine: 'postgres',
    engineVersion: '16.4',
    family: 'postgres',
    engineLabel: 'PostgreSQL 16.4',
    status: 'available',
    endpoint: { host: `${name}.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com`, port: 5432 },
    otherEndpoints: [],
    iamAuth: { state: 'on', accepted: true, reason: null },
    iamSupport: 'yes',
    pendingChanges: [],
    maintenanceWindow: null,
    instanceClass: 'db.t4g.medium',
    multiAz: false,
    masterUsername: 'postgres',
    databaseName: 'orders',
    tlsEnforced: true,
    certificateAuthority: null,
    parameterGroup: null,
    publiclyAccessible: false,
    kerberosEnabled: false,
    backupRetentionDays: 7,
    tags: {},
    members: [],
    replicaOf: null,
    proxy: null,
    ...changes,
  }
}

export function role(name: string, policyIds: string[] = [], changes: Partial<Principal> = {}): Principal {
  const arn = `arn:aws:iam::${account}:role/${name}`
  return {
    arn,
    label: `role/${name}`,
    name,
    kind: 'role',
    group: 'people',
    description: null,
    path: '/',
    accountId: account,
    uniqueId: 'AROAEXAMPLE',
    policies: {
      arn,
      context: {},
      absentKeys: ['aws:username'],
      identity: policyIds.map(policyId => ({ policyId, viaGroup: null })),
      boundary: null,
      serviceControl: { state: 'none' },
    },
    groups: [],
    boundaryArn: null,
    trustText: null,
    tags: {},
    lastUsedAt: null,
    lastUsedRegion: null,
    credentials: null,
    unmodifiable: null,
    ...changes,
  }
}

export function user(
  name: string,
  groups: string[],
  attachments: Principal['policies']['identity'],
): Principal {
  const arn = `arn:aws:iam::${account}:user/${name}`
  const base = role(name)
  const policies = {
    ...base.policies,
    arn,
    context: { 'aws:username': name },
    absentKeys: [],
    identity: attachments,
  }
  return { ...base, arn, label: `user/${name}`, kind: 'user', group: 'iamUsers', groups, policies }
}

export function managed(name: string, statement: unknown[]): PolicySource {
  return {
    id: `arn:aws:iam::${account}:policy/${name}`,
    name,
    kind: 'customerManaged',
    versionId: 'v1',
    text: JSON.stringify({ Version: '2012-10-17', Statement: statement }),
  }
}

export const allow = (...resources: string[]) => ({
  Effect: 'Allow',
  Action: 'rds-db:connect',
  Resource: resources,
})
export const deny = (...resources: string[]) => ({
  Effect: 'Deny',
  Action: 'rds-db:connect',
  Resource: resources,
})

export function inventory(parts: {
  principals: Principal[]
  policies?: PolicySource[]
  targets?: Target[]
  groups?: Inventory['groups']
  versions?: Record<string, string[]>
  readyUsers?: Record<string, string[]>
  attachedLimit?: number
  policySize?: number
}): Inventory {
  const policies = parts.policies ?? []
  return {
    accountId: account,
    accountAlias: null,
    partition: 'aws',
    callerArn: `arn:aws:sts::${account}:assumed-role/gatehouse/server`,
    regions: [],
    parts: ALL_READ,
    targets: parts.targets ?? [target('orders-prod', ordersId), target('analytics-dw', analyticsId)],
    principals: parts.principals,
    groups: parts.groups ?? [],
    policies,
    managedPolicies: policies
      .filter(policy => !policy.id.includes('#'))
      .map(policy => ({
        arn: policy.id,
        name: policy.name,
        path: '/',
        awsManaged: policy.kind === 'awsManaged',
        defaultVersionId: 'v1',
        versionIds: parts.versions?.[policy.name] ?? ['v1'],
        attachmentCount: 1,
      })),
    quotas: {
      policySize: parts.policySize ?? 6144,
      versionsPerPolicy: 5,
      attachedPoliciesPerUser: 10,
      attachedPoliciesPerRole: parts.attachedLimit ?? 20,
      attachedPoliciesPerGroup: 10,
      userInlineSize: 2048,
      roleInlineSize: 10240,
      groupInlineSize: 5120,
      live: true,
    },
    organization: noOrganization('2026-11-18T14:02:11.000Z'),
    simulated: [],
    scans: Object.fromEntries(
      Object.entries(parts.readyUsers ?? {}).map(([resourceId, names]) => [
        resourceId,
        {
          resourceId,
          users: names.map(name => ({
            name,
            host: null,
            iamReady: true,
            signIn: 'iam' as const,
            reason: null,
            grantPath: ['rds_iam', name],
            superuser: false,
            canDo: null,
            readableTables: null,
            validUntil: null,
            detail: null,
          })),
          databases: ['orders'],
          roles: [],
          schemas: [],
          unread: [],
          version: null,
          source: 'token' as const,
          scannedAt: '2026-11-18T14:00:00.000Z',
          scannedAs: 'gatehouse_scan',
        },
      ]),
    ),
    caveats: [],
    readAt: '2026-11-18T14:02:11.000Z',
  }
}
