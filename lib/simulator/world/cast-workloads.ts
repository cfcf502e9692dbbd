import { AWS_MANAGED } from '@/lib/simulator/world/aws-managed-policies'
import type { WorldBuilder } from '@/lib/simulator/world/builder'
import { GATEHOUSE_ROLE } from '@/lib/simulator/world/cast-gatehouse'
import { ID } from '@/lib/simulator/world/cast-ids'
import {
  ACCOUNT,
  connect,
  connectArn,
  denyConnect,
  policy,
  serviceStatement,
  serviceTrust,
  trustStatement,
} from '@/lib/simulator/world/statements'

const ECS = 'ecs-tasks.amazonaws.com'
const orders = (user: string) => connectArn(ID.ordersProd, user)

/** Code that connects: tasks, functions, pods, machines, pipelines. */
export function addWorkloads(builder: WorldBuilder): void {
  addOrders(builder)
  addEtl(builder)
  addCheckout(builder)
  addInventory(builder)
  addFunctions(builder)
  addGitHub(builder)
  addServiceRoles(builder)
}

function addOrders(builder: WorldBuilder): void {
  builder.role('orders-api', {
    description: 'ECS task role',
    trust: policy(serviceStatement(ECS), trustStatement(GATEHOUSE_ROLE)),
    inline: {
      'orders-database': policy(
        connect('Application', orders('app_readwrite')),
        connect('NobodyCreatedThisUser', orders('orders_svc')),
      ),
    },
    lastUsed: { at: '2026-11-23T06:58:00Z', region: 'us-east-1' },
  })
  builder.role('orders-migrator', {
    trust: serviceTrust(ECS),
    inline: {
      migrations: policy(
        connect('Orders', orders('app_migrator'), {
          DateLessThan: { 'aws:CurrentTime': '2027-04-01T00:00:00Z' },
        }),
        connect('Inventory', connectArn(ID.inventoryStaging, 'app_migrator')),
      ),
    },
  })
  builder.role('grafana-agent', {
    trust: serviceTrust(ECS),
    inline: {
      metrics: policy(
        connect('Metrics', [orders('metrics'), connectArn(ID.metricsStore, 'metrics_ro', 'us-west-2')]),
      ),
    },
  })
  builder.role('legacy-api-task', {
    trust: serviceTrust(ECS),
    inline: { 'legacy-api': policy(connect('LegacyApi', orders('legacy_api'))) },
  })
}

/** Inside a boundary, and one of its grants is stopped by the organisation. */
function addEtl(builder: WorldBuilder): void {
  builder.policy('data-workload-boundary', [
    policy(connect('Databases', '*'), {
      Sid: 'Storage',
      Effect: 'Allow',
      Action: ['s3:*', 'kms:Decrypt'],
      Resource: '*',
    }),
  ])
  builder.policy('analytics-etl-base', [
    policy(
      connect('Read', [orders('app_readonly'), orders('reporting'), connectArn(ID.analyticsDw, 'bi_reader')]),
      connect('Load', [connectArn(ID.analyticsDw, 'etl_loader'), orders('oncall_rw')]),
      connect('Sources', [
        connectArn(ID.shippingProd, 'etl_reader', 'us-west-2'),
        connectArn(ID.billingProd, 'billing_ro'),
        connectArn(ID.ledgerProd, 'etl_reader'),
      ]),
    ),
  ])
  builder.policy('shipping-legacy', [
    policy(connect('AnyUser', connectArn(ID.shippingProd, '*', 'us-west-2'))),
  ])
  builder.role('analytics-etl', {
    path: '/data/',
    description: 'ECS task role',
    trust: policy(serviceStatement(ECS), trustStatement(`arn:aws:iam::${ACCOUNT}:role/github-deploy`)),
    boundary: 'data-workload-boundary',
    attached: ['analytics-etl-base', 'shipping-legacy'],
    inline: {
      'etl-maintenance': policy(
        connect('SessionTag', connectArn(ID.analyticsDw, 'dw_admin'), {
          StringEquals: { 'aws:PrincipalTag/env': 'prod' },
        }),
      ),
    },
    lastUsed: { at: '2026-11-23T06:58:00Z', region: 'us-east-1' },
  })
  builder.policy('storage-only-boundary', [
    policy({ Sid: 'Storage', Effect: 'Allow', Action: 's3:*', Resource: '*' }),
  ])
  builder.role('pricing-api', {
    description: 'Its boundary silently takes the database away',
    trust: serviceTrust(ECS),
    boundary: 'storage-only-boundary',
    inline: { 'pricing-reads-orders': policy(connect('Orders', orders('app_readonly'))) },
  })
}

/** Through the proxy only, and to the database only: neither opens the other. */
function addCheckout(builder: WorldBuilder): void {
  builder.role('checkout-api', {
    description: 'EKS pod, IAM roles for service accounts',
    trust: irsaTrust('checkout', 'api'),
    inline: { 'through-the-proxy': policy(connect('Proxy', connectArn(ID.checkoutProxy, 'legacy_api'))) },
  })
  builder.role('checkout-worker', {
    description: 'EC2 instances',
    trust: serviceTrust('ec2.amazonaws.com'),
    instanceProfiles: ['checkout-worker'],
    inline: { 'past-the-proxy': policy(connect('Database', orders('app_readwrite'))) },
  })
  builder.role('checkout-proxy-role', {
    description: 'Lets RDS Proxy read its secret',
    trust: serviceTrust('rds.amazonaws.com'),
    inline: {
      secret: policy({
        Effect: 'Allow',
        Action: 'secretsmanager:GetSecretValue',
        Resource: `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:checkout/legacy_api-x7Qm2a`,
      }),
    },
  })
}

const OIDC_HOST = 'oidc.eks.us-east-1.amazonaws.com/id/5D2A8C1F7E3B4096A1C2D3E4F5061728'

function irsaTrust(namespace: string, account: string): object {
  const subject = `system:serviceaccount:${namespace}:${account}`
  return policy({
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${OIDC_HOST}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { [`${OIDC_HOST}:sub`]: subject, [`${OIDC_HOST}:aud`]: 'sts.amazonaws.com' } },
  })
}

/** Dormant until inventory-staging is switched on. */
function addInventory(builder: WorldBuilder): void {
  const inventory = (user: string) => connectArn(ID.inventoryStaging, user)
  builder.role('inventory-api', {
    trust: policy(serviceStatement(ECS), trustStatement(GATEHOUSE_ROLE)),
    inline: { 'inventory-database': policy(connect('Stock', inventory('stock_rw'))) },
  })
  builder.role('inventory-dashboard', {
    trust: serviceTrust(ECS),
    inline: { 'inventory-database': policy(connect('Stock', inventory('stock_ro'))) },
  })
}

function addFunctions(builder: WorldBuilder): void {
  builder.role('refund-worker', {
    description: 'Lambda function',
    trust: serviceTrust('lambda.amazonaws.com'),
    attached: [AWS_MANAGED.lambdaBasic],
    inline: {
      'refund-databases': policy(
        connect('Orders', orders('app_readwrite')),
        connect('Billing', connectArn(ID.billingProd, 'billing_rw')),
      ),
    },
  })
  builder.role('fraud-batch', {
    description: 'One user name on whatever target has it',
    trust: serviceTrust('lambda.amazonaws.com'),
    inline: { 'reporting-everywhere': policy(connect('Everywhere', connectArn('*', 'reporting'))) },
  })
  builder.role('night-batch', {
    description: 'A Deny that hangs on an address, which RDS does not pass on',
    trust: serviceTrust('lambda.amazonaws.com'),
    inline: {
      'from-the-office': policy(
        connect('Reports', orders('reporting')),
        denyConnect('OnlyFromInside', orders('reporting'), {
          NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '203.0.113.0/24'] },
        }),
      ),
    },
  })
}

function addGitHub(builder: WorldBuilder): void {
  const host = 'token.actions.githubusercontent.com'
  builder.role('github-deploy', {
    trust: policy({
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${host}` },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { [`${host}:aud`]: 'sts.amazonaws.com' },
        StringLike: { [`${host}:sub`]: 'repo:larkspur/orders:ref:refs/heads/main' },
      },
    }),
    inline: {
      deploy: policy(
        connect('AnyAppUser', orders('app_*')),
        denyConnect('NotTheWriter', orders('app_readwrite')),
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Resource: `arn:aws:iam::${ACCOUNT}:role/data/analytics-etl`,
        },
      ),
    },
  })
}

function addServiceRoles(builder: WorldBuilder): void {
  builder.role('AWSServiceRoleForRDS', {
    path: '/aws-service-role/rds.amazonaws.com/',
    description: 'Allows Amazon RDS to manage AWS resources on your behalf',
    trust: serviceTrust('rds.amazonaws.com'),
    attached: [AWS_MANAGED.rdsServiceRole],
  })
}
