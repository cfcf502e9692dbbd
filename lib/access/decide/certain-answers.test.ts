import { expect, it } from 'vitest'
import { noOrganization } from '@/lib/access/model/organization'
import type { Principal } from '@/lib/access/model/principal'
import { principalFacts } from '@/lib/access/model/principal-facts'
import { connectArn, type Target } from '@/lib/access/model/target'
import {
  ACCOUNT,
  AT,
  bounded,
  type Cast,
  EVERYTHING,
  MFA,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleUser,
} from '@/lib/access/testing/sample-inventory'
import { randomFrom, targets } from '@/lib/access/testing/sample-worlds'
import { DECISIONS, evaluate, layersOf, mayTagSession, type ServiceControl } from '@/lib/iam/index'
import { columnsOf } from './columns'
import { type CompiledAccess, compileAccess } from './compile-access'

const ORGANIZATION = 'o-1'
const PATH = `${ORGANIZATION}/r-1/ou-1/`
const ARNS = ['rds-db:*:*:dbuser:*', 'RDS-DB:*:*:dbuser:*', 'rds-db:us-east-1:*:dbuser:db-*']
const USERS = ['app', 'dev_*', '*', `\${aws:username}`, `\${aws:PrincipalTag/user}`, `\${aws:userid}`]
const VALUES = ['app', 'core', 'us-east-1']
const CONDITIONS: (object | undefined)[] = [
  ...[undefined, undefined, MFA],
  { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
  { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } },
  { StringNotEquals: { 'aws:RequestedRegion': `\${aws:PrincipalTag/team}` } },
  { StringNotEqualsIfExists: { 'aws:PrincipalTag/team': 'core' } },
  { StringEquals: { 'aws:PrincipalTag/team': `\${aws:PrincipalTag/user}` } },
  { Null: { 'aws:PrincipalTag/team': 'true' } },
  { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/p-1*' } },
  { StringLike: { 'aws:userid': 'AROA*:bob' } },
  { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-1/r-1/ou-1/*' } },
  { StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION } },
]

/** One account in an organisation, or in none: users and roles, whose sessions may bring tags or may not. */
function account(seed: number): CompiledAccess {
  const random = randomFrom(seed + 101)
  const pick = <Item>(items: readonly Item[]) => items[random(items.length)] as Item
  const statement = (guards = false) => ({
    Effect: random(guards ? 2 : 4) === 0 ? 'Deny' : 'Allow',
    [pick(['Action', 'Action', 'Action', 'NotAction'])]: pick([
      'rds-db:connect',
      '*',
      'iam:*',
      'rds-*:connect',
    ]),
    [pick(['Resource', 'Resource', 'Resource', 'NotResource'])]: `arn:aws:${pick(ARNS)}/${pick(USERS)}`,
    Condition: pick(CONDITIONS),
  })
  const scps = [0, 1, 2].map(at => samplePolicy(`scp-${seed}-${at}`, [EVERYTHING, statement(true)], 'scp'))
  const levels = scps.map(({ id: policyId }, at) => {
    const level = {
      kind: 'organizationalUnit',
      name: 'unit',
      id: ['r-1', 'ou-1', ACCOUNT][at] ?? '',
    } as const
    return {
      ...level,
      kind: at === 2 ? ('account' as const) : level.kind,
      policies: [{ policyId, viaGroup: null }],
    }
  })
  const serviceControl: ServiceControl = seed % 2 === 0 ? { state: 'read', levels } : { state: 'none' }
  const cast = Array.from({ length: 16 }, (_, at): Cast => {
    const kind = at % 4 === 0 ? 'user' : 'role'
    const Action = pick(['sts:AssumeRole', ['sts:AssumeRole', 'sts:TagSession']])
    const Statement = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action }
    const own = {
      tags: { ...(random(2) && { user: pick(VALUES) }), ...(random(2) && { team: pick(VALUES) }) },
      trustText: kind === 'role' ? JSON.stringify({ Version: '2012-10-17', Statement }) : null,
      uniqueId: kind === 'user' ? `AIDA${at}` : `AROA${at}`,
    }
    const statements = [...(random(3) ? [] : [EVERYTHING]), statement(), statement(), statement()]
    const made = (kind === 'user' ? sampleUser : sampleRole)(`p-${at}`, statements, own)
    const limited = random(4) ? made : bounded(made, samplePolicy(`b-${at}`, [EVERYTHING, statement(true)]))
    const { principal } = limited
    const policies = { ...principal.policies, ...principalFacts(principal), serviceControl }
    return { policies: [...limited.policies, ...scps], principal: { ...principal, policies } }
  })
  const known = {
    ...noOrganization(AT),
    id: ORGANIZATION,
    managementAccountId: '999900001111',
    serviceControl,
  }
  const organization = serviceControl.state === 'read' ? known : noOrganization(AT)
  return compileAccess(sampleInventory({ targets, cast, organization }))
}

/** What one session of the principal could say of itself, every key of it known. */
function sessionOf({ kind, arn, name, uniqueId, trustText, tags }: Principal, target: Target, seed: number) {
  const random = randomFrom(seed)
  const pick = <Item>(items: readonly Item[]) => items[random(items.length)] as Item
  const own: Record<string, string> = { ...tags }
  if (trustText !== null && mayTagSession(trustText))
    for (const key of ['user', 'team']) if (random(2)) own[key] = pick(VALUES)
  return {
    'aws:PrincipalArn': arn,
    'aws:RequestedRegion': target.region,
    'aws:ResourceAccount': ACCOUNT,
    'aws:SourceIp': pick(['10.1.1.1', '198.51.100.7']),
    'aws:userid': kind === 'user' ? uniqueId : `${uniqueId}:${pick(['bob', 'app'])}`,
    ...(kind === 'user' && { 'aws:username': name }),
    ...(random(3) && { 'aws:MultiFactorAuthPresent': pick(['true', 'false']) }),
    ...Object.fromEntries(Object.entries(own).map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
  }
}

const certain = new Set<string>()

it.each(Array.from({ length: 30 }, (_, seed) => seed))(
  'account %i: a certain answer is that of every session, with tags, levels and doubtful entries',
  seed => {
    const { inventory, asRead } = account(seed)
    const sources = new Map(inventory.policies.map(policy => [policy.id, policy]))
    const member = inventory.organization.id !== null
    const belonging = member ? { 'aws:PrincipalOrgID': ORGANIZATION, 'aws:PrincipalOrgPaths': [PATH] } : {}
    for (const target of targets.slice(0, 2)) {
      const columns = columnsOf(compileAccess(inventory), target)
      const resources = columns.map(({ representativeName }) => connectArn(target, representativeName))
      inventory.principals.forEach((principal, index) => {
        const layers = layersOf(principal.policies, sources)
        for (const [at, code] of asRead.row(index, resources).entries()) {
          const ours = DECISIONS[code] ?? ''
          if (ours === 'conditional') continue
          certain.add(ours)
          const resource = resources[at] ?? ''
          for (const turn of [1, 2, 3, 4]) {
            const context = {
              ...sessionOf(principal, target, seed * 1_000 + index * 50 + turn),
              ...belonging,
            }
            const request = { principalArn: principal.arn, action: 'rds-db:connect', resource, context }
            const { decision } = evaluate(request, layers, 'strict')
            // What AWS leaves unsaid stays open even where every key is known.
            if (decision === 'conditional') continue
            const words = `${ours}: ${principal.label} on ${resource} with ${JSON.stringify(context)}`
            expect(decision === 'allowed', words).toBe(ours === 'allowed')
          }
        }
      })
    }
  },
)

it('is exercised by every certain answer', () => {
  expect([...certain].sort()).toEqual(['allowed', 'explicitDeny', 'implicitDeny'])
})
