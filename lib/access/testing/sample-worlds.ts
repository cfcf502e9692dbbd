import { compileAccess } from '@/lib/access/decide/compile-access'
import {
  ACCOUNT,
  allow,
  bounded,
  type Cast,
  databaseUser,
  deny,
  EVERYTHING,
  holding,
  MFA,
  passwordUser,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleScan,
  sampleTarget,
  sampleUser,
  switchedOff,
} from './sample-inventory'
import { proxyBefore } from './sample-proxy'

/** Three databases, in production one of them: read, not read, switched off; and proxies before the first two. */
const read = sampleTarget({ tags: { env: 'production' } })
const unread = sampleTarget({
  name: 'dw',
  resourceId: 'cluster-DW',
  kind: 'auroraCluster',
  region: 'eu-west-1',
})
export const off = sampleTarget({ ...switchedOff, name: 'billing', resourceId: 'db-BILLING' })
const byIam = { databaseAuth: 'iam', roleArn: `arn:aws:iam::${ACCOUNT}:role/p-1` } as const
const proxies = [
  proxyBefore(read, {}, { name: 'gate-secret', resourceId: 'prx-1' }),
  proxyBefore(read, byIam, { name: 'gate-iam', resourceId: 'prx-2' }),
  proxyBefore(unread, byIam, { name: 'gate-dw', resourceId: 'prx-3' }),
]
export const targets = [read, unread, off, ...proxies]
const users = ['app', 'report', 'dev_ana', 'postgres', 'ghost', 'dev_*', '*']
const conditions = [undefined, undefined, MFA, { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }]

/** Small, seeded, the same everywhere (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

function randomCast(seed: number): Cast[] {
  const random = randomFrom(seed)
  const pick = <Item>(items: readonly Item[]) => items[random(items.length)] as Item
  const statement = () => (random(4) === 0 ? deny : allow)(pick(users), pick(targets), pick(conditions))
  return Array.from({ length: 30 }, (_, index) => {
    const statements = Array.from({ length: random(5) }, statement)
    if (random(8) === 0) statements.push(EVERYTHING)
    const text = random(12) === 0 ? '{ "Statement": [' : statements
    const make = index % 5 === 0 ? sampleUser : sampleRole
    const cast = make(`p-${index}`, text)
    if (random(6) === 0) return bounded(cast, samplePolicy(`b-${index}`, [statement(), EVERYTHING]))
    return random(15) === 0 ? bounded(cast, 'unread') : cast
  })
}

const attached = (...ids: string[]) => ids.map(policyId => ({ policyId, viaGroup: null }))
const level = (id: string, ...ids: string[]) => ({
  kind: 'organizationalUnit' as const,
  name: id,
  id,
  policies: attached('full', ...ids),
})

const guard = (id: string, Condition: object) =>
  samplePolicy(id, [{ Effect: 'Deny', NotAction: 'iam:*', Resource: '*', Condition }], 'scp')
const guards = [
  samplePolicy('full', [EVERYTHING], 'scp'),
  guard('region', {
    StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' },
    ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/p-1*' },
  }),
  guard('mfa', {
    BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
    ArnLike: { 'aws:PrincipalArn': '*:user/*' },
  }),
]
const odd = samplePolicy('odd', [
  { Effect: 'Allow', Action: 'rds-db:connect', Resource: 'arn:aws:RDS-DB:*:*:dbuser:*/report' },
  {
    Effect: 'Allow',
    Action: 'rds-db:connect',
    Resource: `arn:aws:rds-db:*:*:dbuser:*/\${aws:PrincipalTag/user}`,
  },
  { Effect: 'Deny', Action: 'rds-db:connect', NotResource: `arn:aws:rds-db:*:*:dbuser:*/\${aws:username}` },
])

/** Under organisation policies, some of them holding a policy with what AWS leaves unsaid. */
function guarded(cast: Cast, index: number): Cast {
  const held = index % 4 === 0 ? holding(cast, odd) : cast
  const serviceControl = { state: 'read' as const, levels: [level('r-1', 'region'), level('ou-1', 'mfa')] }
  const policies = { ...held.principal.policies, serviceControl }
  return { policies: [...held.policies, ...guards], principal: { ...held.principal, policies } }
}

/** Random accounts, the same at every run; the last ones in an organisation and over two Regions. */
export const worlds = Array.from({ length: 16 }, (_, seed) => {
  const scans = [read, off].map(target =>
    sampleScan(target, [databaseUser('app'), databaseUser('dev_ana'), passwordUser('postgres')]),
  )
  const cast = randomCast(seed + 1)
  return compileAccess(sampleInventory({ targets, cast: seed < 12 ? cast : cast.map(guarded), scans }))
})
