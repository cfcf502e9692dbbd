import type { DatabaseScan, DatabaseUser } from '@/lib/access/model/database-user'
import type { AccountParts, Inventory, RegionReading } from '@/lib/access/model/inventory'
import { noOrganization } from '@/lib/access/model/organization'
import type { Principal } from '@/lib/access/model/principal'
import { connectArn, type Target } from '@/lib/access/model/target'
import { readAtOnce } from '@/lib/access/reading/region-reading'
import type { PolicySource, ServiceControlLevel } from '@/lib/iam/index'

/** Small worlds for tests: one account, one region, whatever the test says of it. */
export const ACCOUNT = '111122223333'
export const AT = '2026-11-23T14:02:11.000Z'

export function sampleTarget(overrides: Partial<Target> = {}): Target {
  const name = overrides.name ?? 'orders-prod'
  return {
    kind: 'instance',
    name,
    resourceId: 'db-ORDERS',
    arn: `arn:aws:rds:us-east-1:${ACCOUNT}:db:${name}`,
    partition: 'aws',
    region: 'us-east-1',
    accountId: ACCOUNT,
    engine: 'postgres',
    engineVersion: '16.4',
    family: 'postgres',
    engineLabel: 'PostgreSQL 16.4',
    status: 'available',
    endpoint: { host: `${name}.abc.us-east-1.rds.amazonaws.com`, port: 5432 },
    otherEndpoints: [],
    iamAuth: { state: 'on', accepted: true, reason: null },
    iamSupport: 'yes',
    pendingChanges: [],
    maintenanceWindow: 'sun:03:00-sun:03:30',
    instanceClass: 'db.r6g.large',
    multiAz: false,
    masterUsername: 'postgres',
    databaseName: 'orders',
    tlsEnforced: true,
    certificateAuthority: 'rds-ca-rsa2048-g1',
    parameterGroup: null,
    publiclyAccessible: false,
    kerberosEnabled: false,
    backupRetentionDays: 7,
    tags: {},
    members: [],
    replicaOf: null,
    proxy: null,
    ...overrides,
  }
}

export const switchedOff = { iamAuth: { state: 'off', accepted: false, reason: null } } as const

export function samplePolicy(
  id: string,
  statements: object[] | string,
  kind: PolicySource['kind'] = 'inline',
): PolicySource {
  const text =
    typeof statements === 'string'
      ? statements
      : JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)
  return { id, name: id.split(/[#/]/).at(-1) ?? id, kind, versionId: kind === 'inline' ? null : 'v1', text }
}

export function allow(user: string, target: Target = sampleTarget(), condition?: object): object {
  return statement('Allow', user, target, condition)
}

export function deny(user: string, target: Target = sampleTarget(), condition?: object): object {
  return statement('Deny', user, target, condition)
}

function statement(effect: string, user: string, target: Target, condition?: object): object {
  const base = { Effect: effect, Action: 'rds-db:connect', Resource: connectArn(target, user) }
  return condition ? { ...base, Condition: condition } : base
}

export const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' }
export const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }

export interface Cast {
  principal: Principal
  policies: PolicySource[]
}

/** A role with one inline policy; a text instead of statements is taken as it is. */
export function sampleRole(
  name: string,
  statements: object[] | string,
  overrides: Partial<Principal> = {},
): Cast {
  return sample('role', name, statements, overrides)
}

export function sampleUser(
  name: string,
  statements: object[] | string,
  overrides: Partial<Principal> = {},
): Cast {
  return sample('user', name, statements, { group: 'iamUsers', ...overrides })
}

function sample(
  kind: 'role' | 'user',
  name: string,
  statements: object[] | string,
  overrides: Partial<Principal>,
): Cast {
  const arn = `arn:aws:iam::${ACCOUNT}:${kind}/${name}`
  const own = samplePolicy(`${arn}#${name}-access`, statements)
  const empty = Array.isArray(statements) && statements.length === 0
  return {
    policies: empty ? [] : [own],
    principal: {
      arn,
      label: `${kind}/${name}`,
      name,
      kind,
      group: 'people',
      description: null,
      path: '/',
      accountId: ACCOUNT,
      uniqueId: 'AROAEXAMPLE',
      policies: {
        arn,
        context: { 'aws:PrincipalArn': arn, ...(kind === 'user' ? { 'aws:username': name } : {}) },
        absentKeys: kind === 'user' ? [] : ['aws:username'],
        identity: empty ? [] : [{ policyId: own.id, viaGroup: null }],
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
      ...overrides,
    },
  }
}

/** The same principal with further policies attached. */
export function holding(cast: Cast, ...policies: PolicySource[]): Cast {
  const { principal } = cast
  const identity = [
    ...principal.policies.identity,
    ...policies.map(policy => ({ policyId: policy.id, viaGroup: null })),
  ]
  return {
    policies: [...cast.policies, ...policies],
    principal: { ...principal, policies: { ...principal.policies, identity } },
  }
}

export function bounded(cast: Cast, boundary: PolicySource | 'unread'): Cast {
  const attachment = boundary === 'unread' ? boundary : { policyId: boundary.id, viaGroup: null }
  return {
    policies: boundary === 'unread' ? cast.policies : [...cast.policies, boundary],
    principal: {
      ...cast.principal,
      boundaryArn: boundary === 'unread' ? null : boundary.id,
      policies: { ...cast.principal.policies, boundary: attachment },
    },
  }
}

/** The same principal under SCPs, level by level from the root down. */
export function governed(
  cast: Cast,
  ...levels: [Omit<ServiceControlLevel, 'policies'>, PolicySource[]][]
): Cast {
  const read = levels.map(([level, policies]) => ({
    ...level,
    policies: policies.map(policy => ({ policyId: policy.id, viaGroup: null })),
  }))
  const { principal } = cast
  return {
    policies: [...cast.policies, ...levels.flatMap(([, policies]) => policies)],
    principal: {
      ...principal,
      policies: { ...principal.policies, serviceControl: { state: 'read', levels: read } },
    },
  }
}

export function databaseUser(name: string, overrides: Partial<DatabaseUser> = {}): DatabaseUser {
  return {
    name,
    host: null,
    iamReady: true,
    signIn: 'iam',
    reason: null,
    grantPath: ['rds_iam', name],
    superuser: false,
    canDo: null,
    readableTables: null,
    validUntil: null,
    detail: null,
    ...overrides,
  }
}

export const passwordUser = (name: string) =>
  databaseUser(name, { iamReady: false, signIn: 'password', reason: 'Password only', grantPath: [] })

export function sampleScan(target: Target, users: DatabaseUser[]): DatabaseScan {
  return {
    resourceId: target.resourceId,
    users,
    databases: ['orders'],
    roles: [],
    schemas: [],
    unread: [],
    version: null,
    source: 'token',
    scannedAt: AT,
    scannedAs: 'gatehouse_scan',
  }
}

const READ = { state: 'read', at: AT } as const
export function refusedAtOnce(at: string): RegionReading['parts'] {
  const why = { message: 'AWS did not let this server list it.', answer: null, missingAction: null, at }
  const part = { state: 'refused', why } as const
  return { ...readAtOnce(at), instances: part, clusters: part, proxies: part }
}

export const ALL_READ: AccountParts = {
  iam: READ,
  organization: READ,
  credentials: READ,
  quotas: READ,
  scans: READ,
}

export function sampleInventory(
  parts: { targets?: Target[]; cast?: Cast[]; scans?: DatabaseScan[] } & Partial<
    Omit<Inventory, 'targets' | 'scans'>
  > = {},
): Inventory {
  const { targets = [sampleTarget()], cast = [], scans = [], ...rest } = parts
  const policies = new Map(cast.flatMap(each => each.policies).map(policy => [policy.id, policy]))
  return {
    accountId: ACCOUNT,
    accountAlias: 'larkspur-prod',
    partition: 'aws',
    callerArn: `arn:aws:sts::${ACCOUNT}:assumed-role/gatehouse/server`,
    regions: [{ region: 'us-east-1', targetCount: targets.length, parts: readAtOnce(AT) }],
    parts: ALL_READ,
    targets,
    principals: cast.map(each => each.principal),
    groups: [],
    policies: [...policies.values()],
    managedPolicies: [],
    quotas: {
      policySize: 6144,
      versionsPerPolicy: 5,
      attachedPoliciesPerUser: 10,
      attachedPoliciesPerRole: 10,
      attachedPoliciesPerGroup: 10,
      userInlineSize: 2048,
      roleInlineSize: 10240,
      groupInlineSize: 5120,
      live: false,
    },
    organization: noOrganization(AT),
    simulated: [],
    scans: Object.fromEntries(scans.map(scan => [scan.resourceId, scan])),
    caveats: [],
    readAt: AT,
    ...rest,
  }
}
