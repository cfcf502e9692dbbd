import type { DBCluster, DBInstance, DBProxy } from '@aws-sdk/client-rds'
import { describe, expect, it } from 'vitest'
import { engineLabel, engineWithoutIam, tlsByDefault } from '@/lib/aws/rds-engine'
import { iamAuthOf } from '@/lib/aws/rds-iam-auth'
import { mapCluster, mapInstance } from '@/lib/aws/rds-mapping'
import { pendingChanges } from '@/lib/aws/rds-pending'
import { behindKey, mapProxy } from '@/lib/aws/rds-proxy-mapping'

const instance: DBInstance = {
  DBInstanceIdentifier: 'orders',
  DbiResourceId: 'db-ORDERS',
  DBInstanceArn: 'arn:aws-cn:rds:cn-north-1:111122223333:db:orders',
  Engine: 'postgres',
  EngineVersion: '16.4',
}

describe('an instance', () => {
  it('takes partition, region and account from its own ARN, and its host in lower case', () => {
    const target = mapInstance({
      ...instance,
      Endpoint: { Address: 'Orders.ABC.rds.cn-north-1.amazonaws.com.cn', Port: 5432 },
    })
    expect(target).toMatchObject({
      partition: 'aws-cn',
      region: 'cn-north-1',
      accountId: '111122223333',
      endpoint: { host: 'orders.abc.rds.cn-north-1.amazonaws.com.cn', port: 5432 },
    })
  })

  it('has no endpoint while it is created, and is of no use without a resource id', () => {
    expect(mapInstance(instance)?.endpoint).toBeNull()
    expect(mapInstance({ ...instance, DbiResourceId: undefined })).toBeNull()
  })
})

describe('a cluster', () => {
  it('is a target by its own id, writer first, whatever order AWS lists its members in', () => {
    const cluster: DBCluster = {
      DBClusterIdentifier: 'dw',
      DbClusterResourceId: 'cluster-DW',
      DBClusterArn: 'arn:aws:rds:us-east-1:111122223333:cluster:dw',
      Engine: 'aurora-postgresql',
      EngineVersion: '15.8',
      DBClusterMembers: [
        { DBInstanceIdentifier: 'dw-2', IsClusterWriter: false },
        { DBInstanceIdentifier: 'dw-1', IsClusterWriter: true },
      ],
    }
    const target = mapCluster(cluster, new Map([['dw-1', { ...instance, DBInstanceIdentifier: 'dw-1' }]]))
    expect(target?.resourceId).toBe('cluster-DW')
    expect(target?.members.map(({ name, role }) => `${name} ${role}`)).toEqual(['dw-1 writer', 'dw-2 reader'])
    expect(target?.iamAuth).toEqual({ state: 'off', accepted: false, reason: null })
    expect(mapCluster({ ...cluster, Engine: 'postgres' }, new Map())?.kind).toBe('multiAzCluster')
  })
})

describe('the switch', () => {
  const base = {
    enabled: false,
    pending: undefined,
    status: 'available',
    unsupported: null,
    maintenanceWindow: null,
  }
  it.each([
    [{}, 'off', false],
    [{ enabled: true }, 'on', true],
    [{ pending: true }, 'pendingOn', false],
    [{ enabled: true, pending: false }, 'pendingOff', true],
    [{ pending: true, status: 'configuring-iam-database-auth' }, 'turningOn', false],
    [{ pending: true, status: 'modifying' }, 'pendingOn', false],
    [{ enabled: true, pending: false, status: 'configuring-iam-database-auth' }, 'turningOff', true],
    [{ status: 'configuring-iam-database-auth' }, 'turningOn', false],
    [{ enabled: true, pending: true }, 'on', true],
    [{ unsupported: 'No.' }, 'unsupported', false],
    [{ unsupported: 'No.', enabled: true }, 'on', true],
  ] as const)('reads %o as %s: a token is accepted by the flag alone', (change, state, accepted) => {
    expect(iamAuthOf({ ...base, ...change })).toMatchObject({ state, accepted })
  })
})

describe('engines', () => {
  it.each([
    ['postgres', '16.4', null],
    ['postgres', '9.6.24', /too old/],
    ['mysql', '8.4.2', null],
    ['mysql', '5.6.51', /too old/],
    ['mariadb', '10.11.9', null],
    ['mariadb', '10.5.26', /too old/],
    ['oracle-ee', '19.0', /Oracle has no IAM/],
    ['sqlserver-se', '15.0', /SQL Server has no IAM/],
    ['custom-sqlserver-ee', '15.0', /RDS Custom/],
  ])('%s %s', (engine, version, reason) => {
    const answer = engineWithoutIam(engine, version)
    if (reason) expect(answer).toMatch(reason)
    else expect(answer).toBeNull()
  })

  it('names Aurora by Aurora’s own version', () => {
    expect(engineLabel('aurora-mysql', '8.0.mysql_aurora.3.07.1')).toBe('Aurora MySQL 3.07.1')
    expect(engineWithoutIam('aurora-postgresql', '13.12', 'serverless')).toMatch(/Serverless v1/)
  })

  it('knows since when plaintext is refused by default', () => {
    expect(tlsByDefault('postgres', '14.9')).toBe(false)
    expect(tlsByDefault('postgres', '15.2')).toBe(true)
    expect(tlsByDefault('aurora-postgresql', '16.1')).toBe(false)
  })
})

describe('waiting changes', () => {
  it('are said in words, and a password never is', () => {
    const changes = pendingChanges(
      {
        MasterUserPassword: 'hunter2',
        AllocatedStorage: 200,
        BackupRetentionPeriod: 7,
        SomethingNew: 'x',
      } as never,
      { MasterUserPassword: 'hunter1', AllocatedStorage: 100, BackupRetentionPeriod: 0 },
    )
    expect(changes).toEqual([
      {
        field: 'MasterUserPassword',
        label: 'Master password',
        before: null,
        after: 'a new password',
        restarts: false,
      },
      { field: 'AllocatedStorage', label: 'Storage', before: '100 GiB', after: '200 GiB', restarts: false },
      {
        field: 'BackupRetentionPeriod',
        label: 'Backup retention',
        before: '0 days',
        after: '7 days',
        restarts: true,
      },
      { field: 'SomethingNew', label: 'Something new', before: null, after: 'x', restarts: null },
    ])
  })
})

describe('a proxy', () => {
  const proxy: DBProxy = {
    DBProxyName: 'checkout',
    DBProxyArn: 'arn:aws:rds:us-east-1:111122223333:db-proxy:prx-0c41f7a2',
    EngineFamily: 'POSTGRESQL',
    Endpoint: 'checkout.proxy-abc.us-east-1.rds.amazonaws.com',
  }
  const map = (change: Partial<DBProxy>) =>
    mapProxy({ proxy: { ...proxy, ...change }, targets: [], endpoints: [], tags: {}, resourceIds: new Map() })

  it('is named by the last part of its ARN and has the port of its engine', () => {
    expect(map({})).toMatchObject({ resourceId: 'prx-0c41f7a2', endpoint: { port: 5432 } })
    expect(map({ EngineFamily: 'MYSQL' })?.endpoint?.port).toBe(3306)
    expect(map({ DBProxyArn: undefined })).toBeNull()
  })

  it.each([
    [['UNAVAILABLE', 'AVAILABLE'], 'AVAILABLE'],
    [['UNAVAILABLE', 'UNAVAILABLE'], 'UNAVAILABLE (AUTH_FAILURE)'],
    [[], 'UNKNOWN'],
  ] as const)('a cluster behind it, its members %j, is %s to it', (states, health) => {
    const members = states.map(State => ({
      Type: 'RDS_INSTANCE' as const,
      RdsResourceId: 'one',
      TargetHealth: { State, ...(State === 'UNAVAILABLE' ? { Reason: 'AUTH_FAILURE' as const } : {}) },
    }))
    const targets = [{ Type: 'TRACKED_CLUSTER' as const, RdsResourceId: 'dw' }, ...members]
    const found = mapProxy({ proxy, targets, endpoints: [], tags: {}, resourceIds: new Map() })
    expect(found?.proxy?.targets).toEqual([{ name: 'dw', resourceId: null, health }])
  })

  it('stands before the instance that it names, not before a cluster of the same name', () => {
    const targets = [{ Type: 'RDS_INSTANCE' as const, RdsResourceId: 'dw' }]
    const resourceIds = new Map([
      [behindKey(false, 'dw'), 'db-DW'],
      [behindKey(true, 'dw'), 'cluster-DW'],
    ])
    const found = mapProxy({ proxy, targets, endpoints: [], tags: {}, resourceIds })
    expect(found?.proxy?.targets[0]?.resourceId).toBe('db-DW')
  })

  it.each([
    [{ Auth: [{ IAMAuth: 'REQUIRED' as const }] }, 'viaProxy', 'required', 'secret'],
    [{ Auth: [{ IAMAuth: 'DISABLED' as const }] }, 'proxyOff', 'disabled', 'secret'],
    [
      { Auth: [{ IAMAuth: 'ENABLED' as const }], EngineFamily: 'SQLSERVER' },
      'viaProxy',
      'optional',
      'secret',
    ],
    [{ DefaultAuthScheme: 'IAM_AUTH' }, 'viaProxy', 'required', 'iam'],
  ])('judges the way in and the way on apart: %o', (change, state, clientAuth, databaseAuth) => {
    expect(map(change)).toMatchObject({ iamAuth: { state }, proxy: { clientAuth, databaseAuth } })
  })
})
