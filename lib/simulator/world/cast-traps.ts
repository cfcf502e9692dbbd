import type { WorldBuilder } from '@/lib/simulator/world/builder'
import { ID } from '@/lib/simulator/world/cast-ids'
import {
  ACCOUNT,
  connect,
  connectArn,
  policy,
  roleArn,
  serviceTrust,
  trustStatement,
} from '@/lib/simulator/world/statements'

const ECS_TRUST = serviceTrust('ecs-tasks.amazonaws.com')
const orders = (user: string) => connectArn(ID.ordersProd, user)

/** One role for each mistake that lives in a document. The README says which carries what. */
export function addTraps(builder: WorldBuilder): void {
  addWrongIds(builder)
  addWrongDocuments(builder)
  addWideGrants(builder)
  addLargePolicy(builder)
  addForgottenPolicy(builder)
  addTrustTraps(builder)
}

function addWrongIds(builder: WorldBuilder): void {
  const role = (name: string, policyName: string, ...statements: object[]) =>
    builder.role(name, { trust: ECS_TRUST, inline: { [policyName]: policy(...statements) } })
  role('dw-member-reader', 'member-id', connect('Writer', connectArn(ID.analyticsDwWriter, 'bi_reader')))
  role(
    'orders-legacy',
    'orders-legacy-access',
    connect('Before', connectArn(ID.ordersProdGone, 'app_readonly')),
  )
  role('replica-reader', 'replica', connect('WrongRegion', connectArn(ID.ordersReplica, 'app_readonly')))
  role('reporting-ui', 'reports', connect('Capital', orders('Reporting')))
  role('china-mirror', 'mirror', connect('Mirror', orders('app_readonly').replace('arn:aws:', 'arn:aws-cn:')))
  role('report-exporter', 'exports', {
    Sid: 'WrongService',
    Effect: 'Allow',
    Action: ['rds:connect', 'rds-db:connect'],
    Resource: `arn:aws:rds:us-east-1:${ACCOUNT}:db:orders-prod`,
  })
  builder.policy('partner-sync-access', [
    policy(connect('OtherAccount', orders('reporting').replace(ACCOUNT, '444455556666'))),
  ])
  builder.role('partner-sync', {
    trust: policy(
      trustStatement('arn:aws:iam::444455556666:root', {
        StringEquals: { 'sts:ExternalId': 'larkspur-partner-7' },
      }),
    ),
    attached: ['partner-sync-access'],
  })
}

function addWrongDocuments(builder: WorldBuilder): void {
  // IAM refuses both today; stored ones are met all the same.
  builder.policy('dw-loader-v2', [
    { Version: '2012-10-19', Statement: [connect('Load', connectArn(ID.analyticsDw, 'etl_loader'))] },
  ])
  builder.role('dw-loader', { trust: ECS_TRUST, attached: ['dw-loader-v2'] })
  builder.role('old-importer', {
    trust: ECS_TRUST,
    inline: {
      'import-2016': `{\n  "Version": "2012-10-17",\n  "Statement": [\n    { "Effect": "Allow", "Action": "rds-db:connect", "Resource": "${orders('app_readwrite')}" },\n  ]\n`,
    },
  })
  builder.role('partner-gateway', {
    trust: policy(
      trustStatement('arn:aws:iam::444455556666:role/gateway', {
        StringEquals: { 'sts:ExternalId': 'larkspur-gw' },
      }),
    ),
    inline: {
      'from-partner-network': policy(
        connect('Partner', connectArn(ID.partnerApi, 'partner_sync'), {
          IpAddress: { 'aws:SourceIp': '198.51.100.0/24' },
        }),
      ),
    },
  })
}

function addWideGrants(builder: WorldBuilder): void {
  builder.role('ops-automation', {
    description: 'NotAction with Allow: everything but IAM',
    trust: serviceTrust('ssm.amazonaws.com'),
    inline: {
      'all-but-iam': policy({
        Sid: 'AllButIam',
        Effect: 'Allow',
        NotAction: ['iam:*', 'sts:*'],
        Resource: '*',
      }),
    },
  })
  builder.role('sandbox-builder', {
    description: 'NotResource with Allow: every user but one',
    trust: ECS_TRUST,
    inline: {
      'all-but-admin': policy({
        Sid: 'AllButAdmin',
        Effect: 'Allow',
        Action: 'rds-db:*',
        NotResource: [orders('dba_admin'), connectArn('*', 'postgres', '*')],
      }),
    },
  })
}

/** So close to 6,144 characters that one more ARN does not fit. */
function addLargePolicy(builder: WorldBuilder): void {
  const tenant = (number: number) =>
    connectArn(ID.metricsStore, `tenant_${String(number).padStart(3, '0')}`, 'us-west-2')
  const document = (count: number) =>
    policy(
      connect(
        'Tenants',
        Array.from({ length: count }, (_, index) => tenant(index + 1)),
      ),
    )
  let count = 1
  while (JSON.stringify(document(count + 1)).length <= 6144) count += 1
  builder.policy('fleet-tenants', [document(count)])
  builder.role('fleet-runner', { trust: ECS_TRUST, attached: ['fleet-tenants'] })
}

/** Attached to nobody: one call would put it in force. */
function addForgottenPolicy(builder: WorldBuilder): void {
  builder.policy('orders-reporting-2023', [policy(connect('LastYear', orders('reporting')))])
}

function addTrustTraps(builder: WorldBuilder): void {
  const assume = (name: string) => ({
    Sid: 'Other',
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: roleArn(name),
  })
  builder.role('deploy-blue', {
    description: 'Trusts deploy-green, which trusts it back',
    trust: policy(trustStatement(roleArn('deploy-green'))),
    inline: { switch: policy(assume('deploy-green'), connect('Migrate', orders('app_migrator'))) },
  })
  builder.role('deploy-green', {
    trust: policy(trustStatement(roleArn('deploy-blue'))),
    inline: { switch: policy(assume('deploy-blue')) },
  })
  builder.role('demo-kiosk', {
    description: 'Anyone may assume it',
    trust: policy(trustStatement('*')),
    inline: { demo: policy(connect('Demo', connectArn(ID.loyaltyStaging, 'loyalty_ro', 'eu-west-1'))) },
  })
  builder.role('archive-reader', {
    description: 'Trusts a user that was deleted',
    trust: policy(trustStatement('AIDAQWJ3XNVT5R2KJ7BZL')),
    inline: { archive: policy(connect('Archive', orders('reporting'))) },
  })
}
