import { compileAccess } from '@/lib/access/decide/compile-access'
import type { DatabaseUser } from '@/lib/access/model/database-user'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Target } from '@/lib/access/model/target'
import {
  allow,
  analyticsId,
  connectResource,
  inventory,
  managed,
  ordersId,
  role,
  target,
} from '@/lib/grants/testing/sample-account'
import { planUser } from '../plan-user'
import type { Rights, UserIntent } from '../user-intent'
import type { Administrator, ServerState, UserPlan } from '../user-plan'

export const ASOF = '2026-11-18T14:02:11.000Z'

export const postgresTarget = (changes: Partial<Target> = {}) => target('orders-prod', ordersId, changes)
export const mysqlTarget = (changes: Partial<Target> = {}) =>
  target('billing-prod', ordersId, {
    ...{ engine: 'mysql', engineVersion: '8.0.39', family: 'mysql', engineLabel: 'MySQL 8.0.39' },
    ...{ masterUsername: 'admin', databaseName: 'billing' },
    endpoint: { host: 'billing-prod.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com', port: 3306 },
    ...changes,
  })
export const mariadbTarget = (changes: Partial<Target> = {}) =>
  mysqlTarget({
    ...{ engine: 'mariadb', engineVersion: '10.11.8', family: 'mariadb', engineLabel: 'MariaDB 10.11.8' },
    ...changes,
  })

export const databaseUser = (name: string, changes: Partial<DatabaseUser> = {}): DatabaseUser => ({
  name,
  host: null,
  iamReady: false,
  signIn: 'password',
  reason: 'lacks rds_iam',
  grantPath: [],
  superuser: false,
  canDo: null,
  readableTables: null,
  validUntil: null,
  detail: null,
  ...changes,
})

export const administrator = (changes: Partial<Administrator> = {}): Administrator => ({
  name: 'gatehouse_ops',
  host: null,
  superuser: false,
  createsUsers: true,
  adminOf: ['rds_iam'],
  actsAs: ['gatehouse_ops', 'app_migrator', 'postgres'],
  grantable: [],
  setsDefaultRoles: true,
  endsSessions: true,
  blind: [],
  ...changes,
})

const owner = (schema: string | null, owns: 'itself' | 'tables' | 'sequences', owning = 'app_migrator') => ({
  ...{ database: 'orders', schema, owns, role: owning },
  objects: 3,
})

/** PostgreSQL 16 with one database, two schemas, of which one is empty. */
export const postgresState = (changes: Partial<ServerState> = {}): ServerState => ({
  users: [databaseUser('postgres', { superuser: true }), databaseUser('app_migrator')],
  roles: [{ name: 'team', host: null, canDo: null, members: 1 }],
  databases: ['orders'],
  schemas: [
    { database: 'orders', name: 'public', tables: 41 },
    { database: 'orders', name: 'empty', tables: 0 },
  ],
  version: '16.4',
  administrator: administrator(),
  readOnly: false,
  iamLoaded: true,
  facts: null,
  factsOfOther: null,
  owned: [],
  heldBy: [],
  passedOnBy: [],
  owners: [
    owner(null, 'itself', 'postgres'),
    owner('public', 'itself'),
    owner('public', 'tables'),
    owner('public', 'sequences'),
    owner('empty', 'itself'),
  ],
  publicFacts: ['CONNECT on database orders', 'USAGE on schema public in orders'],
  lendIam: [],
  ...changes,
})

export const mysqlState = (changes: Partial<ServerState> = {}): ServerState => ({
  ...postgresState(),
  users: [databaseUser('admin', { host: '%', superuser: true })],
  roles: [{ name: 'billing_read', host: '%', canDo: null, members: 1 }],
  databases: ['billing', 'tax'],
  schemas: [
    { database: 'billing', name: 'billing', tables: 42 },
    { database: 'tax', name: 'tax', tables: 9 },
  ],
  version: '8.0.39',
  administrator: administrator({
    host: '%',
    adminOf: ['billing_read'],
    actsAs: [],
    grantable: [{ kind: 'right', privilege: 'ALL PRIVILEGES', on: { level: 'server' }, grantable: true }],
  }),
  owners: [],
  publicFacts: [],
  ...changes,
})

export const rights = (changes: Partial<Rights> = {}): Rights => ({
  template: 'readOnly',
  schemas: [],
  of: null,
  tables: [],
  direct: false,
  ...changes,
})

export const create = (name: string, own: Partial<Rights> = {}, host: string | null = null): UserIntent => ({
  kind: 'create',
  user: { name, host },
  rights: rights(own),
  despite: [],
})

/** One role that may connect as `jane` and `reports`, one that may connect as anybody on the analytics cluster. */
export function sampleAccess(own: Target, others: Target[] = [], changes: Partial<Inventory> = {}) {
  const jane = managed('jane', [
    allow(connectResource(own.resourceId, 'jane'), connectResource(own.resourceId, 'reports')),
  ])
  const wide = managed('wide', [allow(connectResource(analyticsId, '*'))])
  const given = inventory({
    principals: [role('data-analyst', [jane.id]), role('other', [wide.id])],
    policies: [jane, wide],
    targets: [own, ...others],
  })
  return compileAccess({ ...given, ...changes })
}

export function planOf(
  intent: UserIntent,
  state: ServerState = postgresState(),
  own: Target = postgresTarget(),
  access = sampleAccess(own),
): UserPlan {
  return planUser({
    intent,
    target: own,
    state,
    access,
    own: ['gatehouse_scan', 'gatehouse_ops'],
    asOf: ASOF,
  })
}

export const statementsOf = ({ steps }: UserPlan): string[] => steps.flatMap(({ statements }) => statements)
export const guardsOf = ({ guards }: UserPlan): string[] => guards.map(({ id }) => id)
