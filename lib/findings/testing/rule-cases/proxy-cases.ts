import {
  allow,
  databaseUser,
  passwordUser,
  sampleRole,
  sampleScan,
  sampleTarget,
  switchedOff,
} from '@/lib/access/testing/sample-inventory'
import { PROXY_ROLE, proxyBefore } from '@/lib/access/testing/sample-proxy'
import type { CasesByRule, World } from './rule-cases'

const orders = sampleTarget()
const asleep = sampleTarget(switchedOff)
const mysql = sampleTarget({ engine: 'mysql', family: 'mysql' })
const bySecret = proxyBefore(orders)
const byIam = proxyBefore(orders, { databaseAuth: 'iam' })

/** What clients are granted, on either side, and what the proxy's own role is. */
function world(proxy: typeof bySecret, clients: object[], own: object[] = []): World {
  return {
    targets: [orders, proxy],
    cast: [sampleRole('client', clients), sampleRole(PROXY_ROLE, own)],
  }
}
const behind = allow('app')
const before = allow('app', bySecret)

/** Two hops, judged one by one. */
export const PROXY_CASES: CasesByRule = {
  'proxy-grants-one-sided': {
    fires: {
      'a grant on the proxy': world(bySecret, [before]),
      'a grant behind it': world(bySecret, [behind]),
      'a grant on a proxy that signs in by IAM': world(byIam, [before], [behind]),
    },
    silent: {
      'a grant on both': world(bySecret, [before, behind]),
      'no grants': world(bySecret, []),
      'both, and the role of the proxy': world(byIam, [before, behind], [behind]),
      'a proxy that takes no tokens': world(proxyBefore(orders, { clientAuth: 'disabled' }), [before]),
    },
  },
  'proxy-role-cannot-connect': {
    fires: {
      'a role without a grant': world(byIam, [before]),
      'a role with another user': world(byIam, [before], [allow('web')]),
    },
    silent: {
      'a role with the grant': world(byIam, [before], [behind]),
      'a proxy with a secret': world(bySecret, [before]),
      'a secret beside the role that may help': {
        ...world(proxyBefore(orders, { databaseAuth: 'iam', alsoSecrets: true }), [before]),
        scans: [sampleScan(orders, [passwordUser('app')])],
      },
      'no clients': world(byIam, []),
    },
  },
  'proxy-user-holds-rds-iam': {
    fires: {
      'a user with rds_iam': {
        ...world(bySecret, [before]),
        scans: [sampleScan(orders, [databaseUser('app')])],
      },
      'a user of MySQL on the IAM plugin': {
        ...world(proxyBefore(mysql), [before]),
        targets: [mysql, proxyBefore(mysql)],
        scans: [sampleScan(mysql, [databaseUser('app')])],
      },
    },
    silent: {
      'rds_iam while IAM is off': {
        ...world(proxyBefore(asleep), [before]),
        targets: [asleep, proxyBefore(asleep)],
        scans: [sampleScan(asleep, [databaseUser('app')])],
      },
      'a user with a password': {
        ...world(bySecret, [before]),
        scans: [sampleScan(orders, [passwordUser('app')])],
      },
      'a proxy that signs in by IAM': {
        ...world(byIam, [before], [behind]),
        scans: [sampleScan(orders, [databaseUser('app')])],
      },
      'a database that was not read': world(bySecret, [before]),
    },
  },
}
