import { beforeAll, describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT, connect, connectArn, denyConnect, policy } from '@/lib/simulator/world/statements'
import type { World } from '@/lib/simulator/world/world'
import { findAll } from './find-all'
import type { Finding } from './finding'
import { NOW, readCast } from './testing/read-cast'

/** What somebody does in the console who follows the steps that a finding tells. */
type Play = (world: World) => void

const entities = (world: World) => [
  ...world.users.values(),
  ...world.roles.values(),
  ...world.groups.values(),
]

function rewriteInline(name: string, rewrite: (text: string) => string): Play {
  return world => {
    for (const { inline } of entities(world))
      for (const one of inline) if (one.name === name) one.text = rewrite(one.text)
  }
}

const trusting =
  (role: string, principal: object): Play =>
  world => {
    const found = world.roles.get(role)
    if (!found) throw new Error(`The cast has no role ${role}.`)
    const statement = { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }
    found.trust = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  }

function managed(world: World, name: string) {
  const found = [...world.policies.values()].find(one => one.name === name)
  if (!found) throw new Error(`The cast has no policy ${name}.`)
  return found
}

const text = (...statements: Parameters<typeof policy>) => JSON.stringify(policy(...statements))
const ONCALL = { AWS: `arn:aws:iam::${ACCOUNT}:role/oncall-sre` }

const PLAYS: [string, string, Play][] = [
  ['role-anyone-may-assume', 'role/demo-kiosk', trusting('demo-kiosk', ONCALL)],
  ['trusts-deleted-principal', 'role/archive-reader', trusting('archive-reader', ONCALL)],
  [
    'boundary-blocks',
    'storage-only-boundary',
    world => {
      const { versions } = managed(world, 'storage-only-boundary')
      for (const version of versions)
        version.text = text(...JSON.parse(version.text).Statement, connect('Logins', '*'))
    },
  ],
  [
    'policy-versions-full',
    'oncall-db-access',
    world => {
      const found = managed(world, 'oncall-db-access')
      const spare = found.versions.find(({ id }) => id !== found.defaultVersionId)
      found.versions = found.versions.filter(version => version !== spare)
    },
  ],
  [
    'repeated-inline-policy',
    'no-databases',
    world => {
      for (const one of entities(world).slice(0, -1))
        one.inline = one.inline.filter(({ name }) => name !== 'no-databases')
    },
  ],
  [
    'administrators-reach-production',
    'PowerUserAccess',
    world => {
      const { arn } = managed(world, 'PowerUserAccess')
      for (const one of entities(world))
        if (one.attached.includes(arn))
          one.inline.push({ name: 'no-logins', text: text(denyConnect('No', '*')) })
    },
  ],
  [
    'iam-user-can-connect',
    'user/ci-legacy',
    world => {
      for (const one of world.users.values()) if (one.name === 'ci-legacy') one.inline = []
    },
  ],
  [
    'condition-on-allow',
    'AwsSSOInlinePolicy',
    rewriteInline('AwsSSOInlinePolicy', old =>
      old.replace(/,\s*"Condition"\s*:\s*\{[^{}]*\{[^{}]*\}\s*\}/g, ''),
    ),
  ],
  [
    'unreadable-document',
    'import-2016',
    rewriteInline('import-2016', () => text(connect('Import', connectArn(ID.ordersProd, 'app_readwrite')))),
  ],
  [
    'rds-instead-of-rds-db',
    'exports',
    rewriteInline('exports', () => text(connect('Exports', connectArn(ID.ordersProd, 'reporting')))),
  ],
  [
    'not-resource-allow',
    'all-but-admin',
    rewriteInline('all-but-admin', () => text(connect('Listed', connectArn(ID.ordersProd, 'reporting')))),
  ],
  [
    'wildcard-user',
    'shipping-legacy',
    world => {
      for (const version of managed(world, 'shipping-legacy').versions)
        version.text = text(connect('Listed', connectArn(ID.shippingProd, 'shipping_ro')))
    },
  ],
  [
    'tls-not-enforced',
    'fraud-scoring-prod',
    world => {
      for (const { parameterGroups } of world.rds.values())
        if (parameterGroups.has('fraud-pg16')) parameterGroups.set('fraud-pg16', { 'rds.force_ssl': '1' })
    },
  ],
  [
    'old-certificate-authority',
    'catalog-prod',
    world => {
      for (const { instances } of world.rds.values())
        for (const one of instances.values())
          if (one.settings.caCertificate === 'rds-ca-2019') one.settings.caCertificate = 'rds-ca-rsa2048-g1'
    },
  ],
]

const about = (findings: readonly Finding[], rule: string, subject: string) =>
  findings.filter(finding => finding.rule === rule && finding.subject.label === subject)

let before: Finding[]
beforeAll(async () => {
  before = findAll(compileAccess(await readCast()), { now: NOW })
})

describe('a fix that is made by hand', () => {
  it.each(PLAYS)('ends %s of %s, as its steps say', async (rule, subject, play) => {
    const [told] = about(before, rule, subject)
    expect(told?.fixes.some(({ plan }) => plan.kind === 'byHand')).toBe(true)
    const after = findAll(compileAccess(await readCast(play)), { now: NOW })
    expect(about(after, rule, subject)).toEqual([])
  })
})
