import { AWS_MANAGED } from '@/lib/simulator/world/aws-managed-policies'
import type { WorldBuilder } from '@/lib/simulator/world/builder'
import { GATEHOUSE_ROLE } from '@/lib/simulator/world/cast-gatehouse'
import { ID } from '@/lib/simulator/world/cast-ids'
import {
  ACCOUNT,
  connect,
  connectArn,
  denyConnect,
  MFA,
  policy,
  roleArn,
  trustStatement,
} from '@/lib/simulator/world/statements'

const SSO_PATH = '/aws-reserved/sso.amazonaws.com/'
export const SSO = {
  administrator: 'AWSReservedSSO_AdministratorAccess_3f1c9a7d52e8b046',
  onCall: 'AWSReservedSSO_OnCall_8b2d4f6a91c3e507',
  engineer: 'AWSReservedSSO_Engineer_d47e1a0c96b3f285',
}

const ssoArn = (name: string) => roleArn(name, SSO_PATH)
const orders = (user: string) => connectArn(ID.ordersProd, user)

/** Roles that people take on. */
export function addPeople(builder: WorldBuilder): void {
  addIdentityCenter(builder)
  addDatabaseAdministrators(builder)
  addOnCall(builder)
  addAnalysts(builder)
  addAuditors(builder)
  addEngineers(builder)
}

const SAML_TRUST = policy({
  Effect: 'Allow',
  Principal: { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/AWSSSO_2c9e51f0a7d846b3_DO_NOT_DELETE` },
  Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
  Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
})

function addIdentityCenter(builder: WorldBuilder): void {
  const common = { path: SSO_PATH, trust: SAML_TRUST, maxSessionSeconds: 43_200 }
  builder.role(SSO.administrator, { ...common, attached: [AWS_MANAGED.administrator] })
  builder.role(SSO.onCall, {
    ...common,
    inline: {
      AwsSSOInlinePolicy: policy({
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: roleArn('oncall-sre'),
      }),
    },
  })
  builder.role(SSO.engineer, {
    ...common,
    attached: [AWS_MANAGED.readOnly],
    inline: { AwsSSOInlinePolicy: policy(connect('OwnDevUsers', orders('dev_*'), MFA)) },
  })
}

/** A wildcard allow with one user carved out by a Deny, and another behind MFA. */
function addDatabaseAdministrators(builder: WorldBuilder): void {
  builder.policy('dba-platform-access', [
    policy(
      connect('EveryUserOfOrders', orders('*')),
      connect('EveryUserOfWarehouse', connectArn(ID.analyticsDw, '*')),
      denyConnect('NeverTheMasterUser', connectArn('*', 'postgres', '*')),
      denyConnect('AdminOnlyWithMfa', orders('dba_admin'), {
        BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
      }),
    ),
  ])
  builder.role('dba-platform', {
    trust: policy(trustStatement(ssoArn(SSO.administrator), MFA), trustStatement(GATEHOUSE_ROLE)),
    attached: ['dba-platform-access', AWS_MANAGED.rdsFull],
    tags: { team: 'platform' },
    maxSessionSeconds: 28_800,
    lastUsed: { at: '2026-11-20T14:01:00Z', region: 'us-east-1' },
  })
  builder.role('dba-breakglass', {
    description: 'The master user, by password only: this grant sleeps',
    trust: policy(trustStatement(ssoArn(SSO.administrator), MFA)),
    inline: { 'master-user': policy(connect('MasterUser', orders('postgres'))) },
  })
}

const UNTIL_NEW_YEAR = { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } }

/** Five versions kept, v3 to v7: the next one needs a place. */
function addOnCall(builder: WorldBuilder): void {
  const version = (...statements: object[]) => policy(connect('Metrics', orders('metrics')), ...statements)
  const readOnly = connect('OncallReadOnly', orders('app_readonly'), { ...MFA, ...UNTIL_NEW_YEAR })
  const write = connect('OncallWrite', orders('oncall_rw'), MFA)
  const readWrite = connect('OncallReadWrite', orders('app_readwrite'), MFA)
  builder.policy(
    'oncall-db-access',
    [
      version(),
      version(connect('OncallReadOnly', orders('app_readonly'))),
      version(readOnly),
      version(readOnly, write),
      version(readOnly, write, readWrite),
    ],
    { first: 3, description: 'What the engineer on call may open' },
  )
  builder.role('oncall-sre', {
    trust: policy(trustStatement(ssoArn(SSO.onCall), MFA), trustStatement(GATEHOUSE_ROLE)),
    attached: ['oncall-db-access'],
    maxSessionSeconds: 28_800,
    tags: { team: 'sre' },
    lastUsed: { at: '2026-11-21T02:44:00Z', region: 'us-east-1' },
  })
}

function addAnalysts(builder: WorldBuilder): void {
  const engineers = trustStatement(ssoArn(SSO.engineer))
  builder.role('data-analyst', {
    trust: policy(engineers, trustStatement(GATEHOUSE_ROLE)),
    inline: {
      'analyst-databases': policy(
        connect('Orders', [orders('app_readonly'), orders('reporting')]),
        connect('Warehouse', connectArn(ID.analyticsDw, 'bi_reader')),
        connect('Billing', connectArn(ID.billingProd, 'billing_ro'), MFA),
      ),
    },
  })
  builder.role('support-tier2', {
    trust: policy(engineers),
    inline: { 'support-orders': policy(connect('Support', orders('support_ro'), MFA)) },
  })
  builder.role('contractor-readonly', {
    trust: policy(trustStatement(ssoArn(SSO.engineer), UNTIL_NEW_YEAR)),
    inline: {
      'until-new-year': policy(
        connect('Orders', orders('app_readonly'), UNTIL_NEW_YEAR),
        connect('Loyalty', connectArn(ID.loyaltyStaging, 'loyalty_ro', 'eu-west-1'), UNTIL_NEW_YEAR),
      ),
    },
  })
  builder.role('finance-ops', {
    trust: policy(engineers),
    inline: {
      'finance-databases': policy(
        connect('Billing', [
          connectArn(ID.billingProd, 'billing_ro'),
          connectArn(ID.billingProd, 'billing_rw'),
        ]),
        connect('Ledger', connectArn(ID.ledgerProd, 'ledger_ro')),
        connect('Reports', orders('reporting'), MFA),
      ),
    },
  })
}

function addAuditors(builder: WorldBuilder): void {
  builder.role('security-audit', {
    trust: policy(trustStatement(ssoArn(SSO.administrator))),
    attached: [AWS_MANAGED.securityAudit],
    inline: { 'no-databases': policy(denyConnect('NoDatabases', '*')) },
  })
  builder.role('platform-poweruser', {
    trust: policy(trustStatement(ssoArn(SSO.administrator), MFA)),
    attached: [AWS_MANAGED.powerUser],
  })
}

/** Four roles that look granted and reach nothing: the ARN holds the instance's name. */
function addEngineers(builder: WorldBuilder): void {
  const named = (id: string, user: string) => connect('EngOrdersRead', connectArn(id, user), MFA)
  builder.policy('eng-orders-access', [
    policy(named(ID.ordersProd, 'app_readonly')),
    policy(named('orders-prod', 'app_readonly'), {
      Sid: 'FindTheDatabase',
      Effect: 'Allow',
      Action: 'rds:DescribeDBInstances',
      Resource: '*',
    }),
  ])
  for (const name of ['eng-checkout', 'eng-mobile', 'eng-pricing', 'eng-search']) {
    builder.role(name, {
      trust: policy(trustStatement(ssoArn(SSO.engineer))),
      attached: ['eng-orders-access'],
    })
  }
}
