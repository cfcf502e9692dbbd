import type { DatabaseUser } from '@/lib/access/model/database-user'
import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import { connectArn } from '@/lib/access/model/target'
import {
  allow,
  databaseUser,
  deny,
  EVERYTHING,
  passwordUser,
  sampleRole,
  sampleScan,
  sampleTarget,
  sampleUser,
} from '@/lib/access/testing/sample-inventory'
import type { CasesByRule, World } from './rule-cases'

const orders = sampleTarget()

/** A role with one grant on a database with these users. */
function world(granted: string, ...users: DatabaseUser[]): World {
  return { cast: [sampleRole('app', [allow(granted)])], scans: [sampleScan(orders, users)] }
}
/** An IAM user of that name, granted the database user of its own name. */
function byName(id: string, name: string): World {
  const resource = connectArn({ ...orders, resourceId: id }, `\${aws:username}`)
  const statement = { Effect: 'Allow', Action: 'rds-db:connect', Resource: resource }
  return {
    cast: [sampleUser(name, [statement])],
    scans: [sampleScan(orders, [databaseUser('dev_ana')])],
  }
}
/** A database of another engine with this user. */
function of(family: EngineFamilyId, user: DatabaseUser): World {
  const target = sampleTarget({ engine: family, family })
  return { targets: [target], scans: [sampleScan(target, [user])] }
}
const noLogin = databaseUser('app', { signIn: 'noLogin' })
const locked = databaseUser('app', { signIn: 'locked', iamReady: false, reason: 'is locked' })
/** The second row of a name in the MySQL family, narrower than `%`. */
const fromOffice = (user: DatabaseUser): DatabaseUser => ({ ...user, host: '10.%' })
const master = databaseUser('postgres')

/** Grants and what the database has. */
export const DATABASE_USER_CASES: CasesByRule = {
  'case-mismatched-user': {
    fires: {
      'other capitals': world('App', databaseUser('app')),
      'other capitals in a Deny': {
        cast: [sampleRole('app', [allow('*'), deny('App')])],
        scans: [sampleScan(orders, [databaseUser('app')])],
      },
      'other capitals by a variable': byName('db-ORDERS', 'Dev_Ana'),
      'other capitals by a variable, on every target': byName('*', 'Dev_Ana'),
    },
    silent: {
      'the same capitals by a variable': byName('db-ORDERS', 'dev_ana'),
      'a variable that comes to nobody': byName('db-ORDERS', 'Bo'),
      'the same capitals': world('app', databaseUser('app')),
      'several spellings in a Deny': {
        cast: [sampleRole('app', [allow('*'), deny('App'), deny('app')])],
        scans: [sampleScan(orders, [databaseUser('app')])],
      },
      'the same capitals in a Deny': {
        cast: [sampleRole('app', [allow('*'), deny('app')])],
        scans: [sampleScan(orders, [databaseUser('app')])],
      },
      'both spellings exist': world('App', databaseUser('app'), databaseUser('App')),
      'another name': world('web', databaseUser('app')),
      'a wildcard': world('App*', databaseUser('app')),
      'a database that was not read': { cast: [sampleRole('app', [allow('App')])] },
    },
  },
  'missing-database-user': {
    fires: { 'a name that nobody has': world('web', databaseUser('app')) },
    silent: {
      'a user that exists': world('app', databaseUser('app')),
      'other capitals, which is another rule': world('App', databaseUser('app')),
      'a wildcard': world('web*', databaseUser('app')),
      'a variable': world(`\${aws:PrincipalTag/user}`, databaseUser('app')),
      'a Deny': {
        cast: [sampleRole('app', [allow('app'), deny('web')])],
        scans: [sampleScan(orders, [databaseUser('app')])],
      },
    },
  },
  'user-not-iam-ready': {
    fires: {
      'a user with a password': world('app', passwordUser('app')),
      'a role that may not log in': world('app', noLogin),
      'the master user': world('postgres', passwordUser('postgres')),
      'a locked user': world('app', locked),
      'a user none of whose rows takes a token': world(
        'app',
        passwordUser('app'),
        fromOffice(passwordUser('app')),
      ),
    },
    silent: {
      'an IAM-ready user': world('app', databaseUser('app')),
      'no such user': world('app'),
      'a user one of whose rows takes a token': world(
        'app',
        { ...databaseUser('app'), host: '%' },
        fromOffice(passwordUser('app')),
      ),
    },
  },
  'user-nobody-reaches': {
    fires: {
      'a user that no policy has': world('app', databaseUser('app'), databaseUser('web')),
      'a user that only an administrator reaches': {
        cast: [sampleRole('admin', [EVERYTHING])],
        scans: [sampleScan(orders, [databaseUser('web')])],
      },
      'a user that is granted and denied': {
        cast: [sampleRole('app', [allow('web'), deny('web')])],
        scans: [sampleScan(orders, [databaseUser('web')])],
      },
    },
    silent: {
      'a user by name': world('app', databaseUser('app')),
      'a user by what it begins with': world('ap*', databaseUser('app')),
      'a user with a password': world('app', databaseUser('app'), passwordUser('web')),
      'a role that may not log in': world('web', noLogin),
      'a locked user': world('web', { ...locked, name: 'web' }),
      'the master user, which is another rule': world('app', databaseUser('app'), master),
    },
  },
  'master-user-iam-ready': {
    fires: {
      'a master user with rds_iam': world('app', databaseUser('app'), master),
      'a master user of MySQL on the IAM plugin': of('mysql', master),
    },
    silent: {
      'a master user of MariaDB with a second way in': of('mariadb', { ...master, signIn: 'iamOrPassword' }),
      'a master user with a password': world('app', databaseUser('app'), passwordUser('postgres')),
      'another user with rds_iam': world('app', databaseUser('app')),
    },
  },
}
