import { AS_FAR_AS_READ } from '@/lib/access/model/as-far-as-read'
/** What the identity of this server needs in IAM, feature by feature: the least that works. Shown, copied, and tested. */
export interface ServerPolicy {
  id: 'read' | 'organization' | 'proof' | 'signIns' | 'mint' | 'mfa' | 'masterPassword' | 'modify' | 'grant'
  title: string
  detail: string
  capability: 'read' | 'mint' | 'modify' | 'grant'
  document: {
    Version: '2012-10-17'
    Statement: { Sid: string; Effect: 'Allow'; Action: string[]; Resource: string }[]
  }
}

function policy(sid: string, actions: string[], resource = '*'): ServerPolicy['document'] {
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: sid, Effect: 'Allow', Action: actions, Resource: resource }],
  }
}

/** For our own credentials, and for the role that reads the organisation for us. */
export const ORGANIZATION_READS = [
  'organizations:DescribeOrganization',
  'organizations:DescribeOrganizationalUnit',
  'organizations:DescribeAccount',
  'organizations:DescribePolicy',
  'organizations:ListRoots',
  'organizations:ListParents',
  'organizations:ListPoliciesForTarget',
]

export const SERVER_POLICIES: ServerPolicy[] = [
  {
    id: 'read',
    title: 'Read targets and policies',
    detail: 'Targets, their state, and who can connect. Nothing else works without it.',
    capability: 'read',
    document: policy('GatehouseRead', [
      'rds:DescribeDBInstances',
      'rds:DescribeDBClusters',
      'rds:DescribeDBClusterEndpoints',
      'rds:DescribeDBProxies',
      'rds:DescribeDBProxyEndpoints',
      'rds:DescribeDBProxyTargets',
      'rds:DescribeDBParameters',
      'rds:DescribeDBClusterParameters',
      'rds:DescribeOrderableDBInstanceOptions',
      'rds:ListTagsForResource',
      'iam:GetAccountAuthorizationDetails',
      'iam:GetAccountSummary',
      'iam:GenerateCredentialReport',
      'iam:GetCredentialReport',
      'iam:ListAccountAliases',
      'iam:GetPolicy',
      'iam:GetPolicyVersion',
      'iam:ListPolicyVersions',
    ]),
  },
  {
    id: 'organization',
    title: 'Read organisation policies',
    detail: `Without it, verdicts hold ${AS_FAR_AS_READ}. In a member account the organisation must also let this account read it: see Organisation.`,
    capability: 'read',
    document: policy('GatehouseReadOrganization', ORGANIZATION_READS),
  },
  {
    id: 'proof',
    title: 'Ask the AWS policy simulator',
    detail:
      'A second opinion, and the only one that knows organisation policies which are not read here. Without it the panel says that AWS was not asked.',
    capability: 'read',
    document: policy('GatehouseSecondOpinion', ['iam:SimulatePrincipalPolicy']),
  },
  {
    id: 'signIns',
    title: 'Read refused sign-ins',
    detail:
      'For the connection doctor: the log iam-db-auth-error, which names who really signed, and the IAM metrics. Without it both are “cannot tell”. Narrow Resource to the log groups /aws/rds/*.',
    capability: 'read',
    document: policy('GatehouseReadSignIns', ['logs:FilterLogEvents', 'cloudwatch:GetMetricData']),
  },
  {
    id: 'mint',
    title: 'Issue tokens as itself',
    detail:
      'Name the targets and database users: whoever may issue tokens here signs in as this identity. To sign as a role, allow sts:AssumeRole on that role instead.',
    capability: 'mint',
    document: policy(
      'GatehouseConnect',
      ['rds-db:connect'],
      'arn:aws:rds-db:REGION:ACCOUNT:dbuser:RESOURCE-ID/DATABASE-USER',
    ),
  },
  {
    id: 'mfa',
    title: 'Find its MFA devices',
    detail:
      'Where this server signs with the keys of an IAM user and a login needs MFA. Without it the ARN of the device is typed. Narrow Resource to that user.',
    capability: 'mint',
    document: policy('GatehouseMfaDevices', ['iam:ListMFADevices']),
  },
  {
    id: 'masterPassword',
    title: 'Read a database as its master user',
    detail:
      'Where no token opens a database and somebody asks for it: its users are read with the master password that RDS keeps in Secrets Manager. Name the secrets. Whoever holds this can be the master user.',
    capability: 'mint',
    document: policy(
      'GatehouseMasterPassword',
      ['secretsmanager:GetSecretValue'],
      'arn:aws:secretsmanager:REGION:ACCOUNT:secret:rds!SECRET',
    ),
  },
  {
    id: 'modify',
    title: 'Switch IAM authentication',
    detail: 'On an instance or a cluster, now or in the maintenance window.',
    capability: 'modify',
    document: policy('GatehouseSwitch', ['rds:ModifyDBInstance', 'rds:ModifyDBCluster']),
  },
  {
    id: 'grant',
    title: 'Change policies',
    detail:
      'Every change reads first what it touches. Whoever holds this can give any right to anybody. Narrow Resource to the roles, users and policies that Gatehouse should manage.',
    capability: 'grant',
    document: policy('GatehouseGrant', [
      'iam:CreatePolicy',
      'iam:CreatePolicyVersion',
      'iam:DeletePolicyVersion',
      'iam:DeletePolicy',
      'iam:SetDefaultPolicyVersion',
      'iam:AttachRolePolicy',
      'iam:AttachUserPolicy',
      'iam:AttachGroupPolicy',
      'iam:DetachRolePolicy',
      'iam:DetachUserPolicy',
      'iam:DetachGroupPolicy',
      'iam:PutRolePolicy',
      'iam:PutUserPolicy',
      'iam:PutGroupPolicy',
      'iam:DeleteRolePolicy',
      'iam:DeleteUserPolicy',
      'iam:DeleteGroupPolicy',
      'iam:RemoveUserFromGroup',
      'iam:AddUserToGroup',
      'iam:GetRolePolicy',
      'iam:GetUserPolicy',
      'iam:GetGroupPolicy',
      'iam:ListAttachedRolePolicies',
      'iam:ListAttachedUserPolicies',
      'iam:ListAttachedGroupPolicies',
      'iam:ListGroupsForUser',
      'iam:TagPolicy',
    ]),
  },
]
