import type { WorldBuilder } from '@/lib/simulator/world/builder'

const allow = (Action: string | string[]) => ({ Effect: 'Allow', Action, Resource: '*' })
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement })

/** The few of AWS's own policies that the cast uses, shortened to what matters here. */
export function addAwsManagedPolicies(builder: WorldBuilder): void {
  builder.awsManaged('AdministratorAccess', '/', 'v1', document(allow('*')))
  builder.awsManaged(
    'PowerUserAccess',
    '/',
    'v12',
    document(
      { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
      allow(['iam:CreateServiceLinkedRole', 'iam:ListRoles', 'organizations:DescribeOrganization']),
    ),
  )
  builder.awsManaged(
    'ReadOnlyAccess',
    '/',
    'v140',
    document(
      allow(['ec2:Describe*', 'iam:Get*', 'iam:List*', 'rds:Describe*', 'rds:List*', 's3:Get*', 's3:List*']),
    ),
  )
  builder.awsManaged(
    'AmazonRDSReadOnlyAccess',
    '/',
    'v9',
    document(allow(['rds:Describe*', 'rds:ListTagsForResource'])),
  )
  builder.awsManaged(
    'AmazonRDSFullAccess',
    '/',
    'v15',
    document(allow(['rds:*', 'cloudwatch:GetMetricData'])),
  )
  builder.awsManaged('SecurityAudit', '/', 'v60', document(allow(['iam:Get*', 'iam:List*', 'rds:Describe*'])))

  builder.awsManaged(
    'AWSLambdaBasicExecutionRole',
    '/service-role/',
    'v1',
    document(allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'])),
  )
  builder.awsManaged(
    'AmazonRDSServiceRolePolicy',
    '/aws-service-role/',
    'v13',
    document(allow(['ec2:CreateNetworkInterface', 'cloudwatch:PutMetricData'])),
  )
}

export const AWS_MANAGED = {
  administrator: 'arn:aws:iam::aws:policy/AdministratorAccess',
  powerUser: 'arn:aws:iam::aws:policy/PowerUserAccess',
  readOnly: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
  rdsReadOnly: 'arn:aws:iam::aws:policy/AmazonRDSReadOnlyAccess',
  rdsFull: 'arn:aws:iam::aws:policy/AmazonRDSFullAccess',
  securityAudit: 'arn:aws:iam::aws:policy/SecurityAudit',
  lambdaBasic: 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
  rdsServiceRole: 'arn:aws:iam::aws:policy/aws-service-role/AmazonRDSServiceRolePolicy',
} as const
