import { columnFor } from '@/lib/access/decide/columns'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { ManagedPolicy } from '@/lib/access/model/inventory'
import {
  ACCOUNT,
  allow,
  bounded,
  deny,
  EVERYTHING,
  holding,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleTarget,
} from '@/lib/access/testing/sample-inventory'
import { denyChange } from '@/lib/grants/removal/deny-change'
import { buildStatementText, statementSid } from '@/lib/grants/statement'
import type { CasesByRule, World } from './rule-cases'

const orders = sampleTarget()
const ARN = `arn:aws:iam::${ACCOUNT}:policy/databases`
const managed = (statements: object[] | string) => samplePolicy(ARN, statements, 'customerManaged')
const world = (statements: object[] | string): World => ({ cast: [sampleRole('app', statements)] })
const many = (count: number) => Array.from({ length: count }, (_, at) => allow(`tenant_${at}`))

const about = (versions: number, attachmentCount: number): ManagedPolicy => ({
  arn: ARN,
  name: 'databases',
  path: '/',
  awsManaged: false,
  defaultVersionId: `v${versions}`,
  versionIds: Array.from({ length: versions }, (_, at) => `v${at + 1}`),
  attachmentCount,
})

function versions(count: number, statements: object[] = [allow('app')]): World {
  return {
    cast: [holding(sampleRole('app', []), managed(statements))],
    managedPolicies: [about(count, 1)],
  }
}

/** An inline policy as the builder writes it for each subject. */
function planned(name: string) {
  const role = sampleRole(name, [])
  const text = buildStatementText(
    [{ target: orders, databaseUsers: ['app'] }],
    statementSid('gh-orders-prod'),
  )
  return holding(role, samplePolicy(`${role.principal.arn}#gh-orders-prod`, text))
}

/** The same of a removal by a Deny. */
function plannedDeny(name: string) {
  const { principal, policies } = sampleRole(name, [allow(name)])
  const column = columnFor(compileAccess(sampleInventory()), orders, 'app')
  const { policyName, text } = denyChange({ principal, target: orders, column })
  return holding({ principal, policies }, samplePolicy(`${principal.arn}#${policyName}`, text))
}

/** A managed policy that no principal as read holds. */
function loose(statements: object[], attachments = 0): World {
  return { policies: [managed(statements)], managedPolicies: [about(1, attachments)] }
}

/** Documents as such. */
export const POLICY_CASES: CasesByRule = {
  'unreadable-document': {
    fires: {
      'half a document': world('{"Version": "2012-10-17", "Statement": [{'),
      'a boundary that is half a document': {
        cast: [bounded(sampleRole('app', [allow('app')]), samplePolicy('limit', '{"Statement": ['))],
      },
      'an effect that there is not': world([{ ...allow('app'), Effect: 'Maybe' }]),
    },
    silent: {
      'a document': world([allow('app')]),
      'half a document that nobody holds': { policies: [samplePolicy('loose', '{"Statement": [')] },
      'a statement about storage that cannot be read': world([
        allow('app'),
        { Effect: 'Maybe', Action: 's3:*', Resource: '*' },
      ]),
    },
  },
  'policy-near-size': {
    fires: { 'nearly all that a role may hold inline': world(many(80)) },
    silent: {
      'half of it': world(many(36)),
      'as much about something else': world([
        {
          Effect: 'Allow',
          Action: 's3:*',
          Resource: Array.from({ length: 200 }, (_, at) => `arn:aws:s3:::${'b'.repeat(30)}-${at}`),
        },
      ]),
    },
  },
  'policy-versions-full': {
    fires: { 'five versions': versions(5) },
    silent: {
      'four versions': versions(4),
      'five versions of something else': versions(5, [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }]),
    },
  },
  'repeated-inline-policy': {
    fires: {
      'two roles with the same': { cast: ['a', 'b'].map(name => sampleRole(name, [allow('app')])) },
      'two roles with the same, spelled much like ours': {
        cast: ['a', 'b'].map(name => sampleRole(name, [{ Sid: 'AppAccess', ...allow('app') }])),
      },
    },
    silent: {
      'two roles with different users': { cast: ['a', 'b'].map(name => sampleRole(name, [allow(name)])) },
      'two grants as they are planned here': { cast: ['a', 'b'].map(planned) },
      'two Denies as they are planned here': { cast: ['a', 'b'].map(plannedDeny) },
      'one role': world([allow('app')]),
      'a role and its managed policy': {
        cast: [holding(sampleRole('a', [allow('app')]), managed([allow('app')]))],
      },
      'two roles with the same about something else': {
        cast: ['a', 'b'].map(name => sampleRole(name, [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }])),
      },
    },
  },
  'unused-policy': {
    fires: { 'a policy that nobody holds': loose([allow('app')]) },
    silent: {
      'one that is attached': versions(1),
      'one that somebody holds who was not read': loose([allow('app')], 1),
      'one that only denies': loose([deny('app', orders)]),
      'one about everything': loose([EVERYTHING]),
      'one that bounds somebody': {
        cast: [bounded(sampleRole('app', [allow('app')]), managed([allow('app')]))],
      },
    },
  },
}
