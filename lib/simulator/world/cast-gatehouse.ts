import type { WorldBuilder } from '@/lib/simulator/world/builder'
import { ID, INVENTORY_SECRET } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT, connect, connectArn, policy, roleArn, serviceTrust } from '@/lib/simulator/world/statements'

export const GATEHOUSE_ROLE = roleArn('gatehouse')

export const MANAGEMENT_ACCOUNT = '999900001111'

/** In the management account: what GATEHOUSE_ORGANIZATION_ROLE names where the organisation is to be readable. */
export const ORGANIZATION_READER = `arn:aws:iam::${MANAGEMENT_ACCOUNT}:role/gatehouse-organization-reader`

/** Roles that let the dashboard sign for them; each trusts it in turn. */
const SIGNED_FOR = ['oncall-sre', 'orders-api', 'data-analyst', 'inventory-api', 'dba-platform']

/** Targets whose databases it reads, and makes users in. */
const OPEN_TO_GATEHOUSE: readonly (readonly [id: string, region: string])[] = [
  [ID.ordersProd, 'us-east-1'],
  [ID.inventoryStaging, 'us-east-1'],
  [ID.billingProd, 'us-east-1'],
  [ID.analyticsDw, 'us-east-1'],
  [ID.partnerApi, 'us-east-1'],
  [ID.catalogProd, 'us-east-1'],
  [ID.shippingProd, 'us-west-2'],
]

/** The dashboard's own role: one policy a feature, nothing beyond what it needs. */
export function addGatehouse(builder: WorldBuilder): void {
  builder.policy('gatehouse-read', [policy(READ_RDS, READ_IAM, READ_ORGANIZATION, READ_SIGN_INS)])
  builder.policy('gatehouse-switch', [policy(SWITCH)])
  builder.policy('gatehouse-grant', [policy(GRANT, ATTACH, KEEP_HANDS_OFF_ITSELF)])
  builder.role('gatehouse', {
    description: 'The Gatehouse dashboard',
    trust: serviceTrust('ecs-tasks.amazonaws.com'),
    attached: ['gatehouse-read', 'gatehouse-switch', 'gatehouse-grant'],
    inline: {
      'gatehouse-sign': policy({
        Sid: 'SignForRoles',
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: SIGNED_FOR.map(name => roleArn(name)),
      }),
      'gatehouse-organization': policy({
        Sid: 'ReadOrganizationThrough',
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: ORGANIZATION_READER,
      }),
      'gatehouse-scan': policy(
        connect(
          'ScanDatabases',
          OPEN_TO_GATEHOUSE.map(([id, region]) => connectArn(id, 'gatehouse_scan', region)),
        ),
      ),
      'gatehouse-users': policy(
        connect(
          'ChangeDatabaseUsers',
          OPEN_TO_GATEHOUSE.map(([id, region]) => connectArn(id, 'gatehouse_ops', region)),
        ),
      ),
      'gatehouse-master-password': policy({
        Sid: 'ReadMasterPassword',
        Effect: 'Allow',
        Action: 'secretsmanager:GetSecretValue',
        Resource: INVENTORY_SECRET,
      }),
    },
    maxSessionSeconds: 43_200,
    tags: { owner: 'platform' },
  })
}

const READ_RDS = {
  Sid: 'ReadTargets',
  Effect: 'Allow',
  Action: [
    'rds:DescribeDBInstances',
    'rds:DescribeDBClusters',
    'rds:DescribeDBProxies',
    'rds:DescribeDBProxyTargets',
    'rds:DescribeDBProxyEndpoints',
    'rds:DescribeOrderableDBInstanceOptions',
    'rds:DescribeDBEngineVersions',
    'rds:DescribeDBParameters',
    'rds:DescribeDBClusterParameters',
    'rds:DescribeGlobalClusters',
    'rds:DescribeBlueGreenDeployments',
    'rds:DescribeEvents',
    'rds:DescribeCertificates',
    'rds:ListTagsForResource',
  ],
  Resource: '*',
}

const READ_IAM = {
  Sid: 'ReadPolicies',
  Effect: 'Allow',
  Action: [
    'iam:GetAccountAuthorizationDetails',
    'iam:GetAccountSummary',
    'iam:GenerateCredentialReport',
    'iam:GetCredentialReport',
    'iam:GetPolicy',
    'iam:GetPolicyVersion',
    'iam:GetUserPolicy',
    'iam:GetRolePolicy',
    'iam:GetGroupPolicy',
    'iam:GetUser',
    'iam:GetRole',
    'iam:GetGroup',
    'iam:ListPolicies',
    'iam:ListPolicyVersions',
    'iam:ListEntitiesForPolicy',
    'iam:ListUsers',
    'iam:ListRoles',
    'iam:ListGroups',
    'iam:ListGroupsForUser',
    'iam:ListUserPolicies',
    'iam:ListRolePolicies',
    'iam:ListGroupPolicies',
    'iam:ListAttachedUserPolicies',
    'iam:ListAttachedRolePolicies',
    'iam:ListAttachedGroupPolicies',
    'iam:ListAccessKeys',
    'iam:GetAccessKeyLastUsed',
    'iam:ListAccountAliases',
    'iam:SimulatePrincipalPolicy',
  ],
  Resource: '*',
}

/** Not enough from a member account: the organisation must delegate as well. */
const READ_ORGANIZATION = {
  Sid: 'ReadOrganization',
  Effect: 'Allow',
  Action: [
    'organizations:DescribeOrganization',
    'organizations:DescribeOrganizationalUnit',
    'organizations:DescribeAccount',
    'organizations:DescribePolicy',
    'organizations:ListRoots',
    'organizations:ListParents',
    'organizations:ListPoliciesForTarget',
  ],
  Resource: '*',
}

const READ_SIGN_INS = {
  Sid: 'ReadSignIns',
  Effect: 'Allow',
  Action: ['logs:FilterLogEvents', 'cloudwatch:GetMetricData'],
  Resource: '*',
}

const SWITCH = {
  Sid: 'SwitchIamAuthentication',
  Effect: 'Allow',
  Action: ['rds:ModifyDBInstance', 'rds:ModifyDBCluster'],
  Resource: [`arn:aws:rds:*:${ACCOUNT}:db:*`, `arn:aws:rds:*:${ACCOUNT}:cluster:*`],
}

const GRANT = {
  Sid: 'WritePolicies',
  Effect: 'Allow',
  Action: [
    'iam:CreatePolicy',
    'iam:CreatePolicyVersion',
    'iam:SetDefaultPolicyVersion',
    'iam:DeletePolicyVersion',
    'iam:DeletePolicy',
    'iam:TagPolicy',
    'iam:UntagPolicy',
    'iam:PutUserPolicy',
    'iam:PutRolePolicy',
    'iam:PutGroupPolicy',
    'iam:DeleteUserPolicy',
    'iam:DeleteRolePolicy',
    'iam:DeleteGroupPolicy',
    'iam:AddUserToGroup',
    'iam:RemoveUserFromGroup',
  ],
  Resource: ['policy', 'user', 'role', 'group'].map(kind => `arn:aws:iam::${ACCOUNT}:${kind}/*`),
}

const ATTACH = {
  Sid: 'AttachOwnPolicies',
  Effect: 'Allow',
  Action: [
    'iam:AttachUserPolicy',
    'iam:AttachRolePolicy',
    'iam:AttachGroupPolicy',
    'iam:DetachUserPolicy',
    'iam:DetachRolePolicy',
    'iam:DetachGroupPolicy',
  ],
  Resource: '*',
  Condition: { ArnLike: { 'iam:PolicyARN': `arn:aws:iam::${ACCOUNT}:policy/*` } },
}

const KEEP_HANDS_OFF_ITSELF = {
  Sid: 'NeverItself',
  Effect: 'Deny',
  Action: ['iam:Put*', 'iam:Attach*', 'iam:Detach*', 'iam:Create*', 'iam:Delete*', 'iam:SetDefault*'],
  Resource: [
    GATEHOUSE_ROLE,
    ...['read', 'switch', 'grant'].map(name => `arn:aws:iam::${ACCOUNT}:policy/gatehouse-${name}`),
  ],
}
