import 'server-only'
import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import {
  GenerateCredentialReportCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListAccountAliasesCommand,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam'
import {
  DescribeAccountCommand,
  DescribeOrganizationalUnitCommand,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListParentsCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
} from '@aws-sdk/client-organizations'
import {
  DescribeDBClusterEndpointsCommand,
  DescribeDBClusterParametersCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeDBParametersCommand,
  DescribeDBProxiesCommand,
  DescribeDBProxyEndpointsCommand,
  DescribeDBProxyTargetsCommand,
  DescribeOrderableDBInstanceOptionsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-rds'
import type { Account } from '@/lib/account'
import { iamClient, logsClient, metricsClient, rdsClient } from '@/lib/aws/clients'
import { openOrganizations } from '@/lib/aws/organizations'

export interface ProbePlace {
  partition: string
  region: string
  accountId: string
}

/** The smallest question that each reading action can be asked, on nothing of the account that could change. */
export type Probes = Record<string, () => Promise<unknown>>

/** Names that nobody has: that one is not found is an answer too, since AWS asks first who may look. */
const NOBODY = 'gatehouse-permission-probe'

export function probesOf(account: Account, { partition, region, accountId }: ProbePlace): Probes {
  const iam = iamClient(account)
  const rds = rdsClient(account, region)
  const organizations = openOrganizations(account, null)
  const PolicyArn = `arn:${partition}:iam::aws:policy/ReadOnlyAccess`
  const ResourceName = `arn:${partition}:rds:${region}:${accountId}:db:${NOBODY}`
  const one = { MaxRecords: 20 }
  const now = new Date()
  const MetricStat = { Metric: { Namespace: 'AWS/RDS', MetricName: NOBODY }, Period: 60, Stat: 'Sum' }
  return {
    'rds:DescribeDBInstances': () => rds.send(new DescribeDBInstancesCommand(one)),
    'rds:DescribeDBClusters': () => rds.send(new DescribeDBClustersCommand(one)),
    'rds:DescribeDBClusterEndpoints': () => rds.send(new DescribeDBClusterEndpointsCommand(one)),
    'rds:DescribeDBProxies': () => rds.send(new DescribeDBProxiesCommand(one)),
    'rds:DescribeDBProxyEndpoints': () => rds.send(new DescribeDBProxyEndpointsCommand(one)),
    'rds:DescribeDBProxyTargets': () => rds.send(new DescribeDBProxyTargetsCommand({ DBProxyName: NOBODY })),
    'rds:DescribeDBParameters': () =>
      rds.send(new DescribeDBParametersCommand({ DBParameterGroupName: NOBODY })),
    'rds:DescribeDBClusterParameters': () =>
      rds.send(new DescribeDBClusterParametersCommand({ DBClusterParameterGroupName: NOBODY })),
    'rds:DescribeOrderableDBInstanceOptions': () =>
      rds.send(new DescribeOrderableDBInstanceOptionsCommand({ Engine: 'postgres', ...one })),
    'rds:ListTagsForResource': () => rds.send(new ListTagsForResourceCommand({ ResourceName })),
    'iam:GetAccountAuthorizationDetails': () =>
      iam.send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 1 })),
    'iam:GetAccountSummary': () => iam.send(new GetAccountSummaryCommand({})),
    'iam:GenerateCredentialReport': () => iam.send(new GenerateCredentialReportCommand({})),
    'iam:GetCredentialReport': () => iam.send(new GetCredentialReportCommand({})),
    'iam:ListAccountAliases': () => iam.send(new ListAccountAliasesCommand({ MaxItems: 1 })),
    'iam:GetPolicy': () => iam.send(new GetPolicyCommand({ PolicyArn })),
    'iam:GetPolicyVersion': () => iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' })),
    'iam:ListPolicyVersions': () => iam.send(new ListPolicyVersionsCommand({ PolicyArn, MaxItems: 1 })),
    'organizations:DescribeOrganization': () => organizations.send(new DescribeOrganizationCommand({})),
    'organizations:DescribeOrganizationalUnit': () =>
      organizations.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: 'ou-0000-00000000' })),
    'organizations:DescribeAccount': () =>
      organizations.send(new DescribeAccountCommand({ AccountId: accountId })),
    'organizations:DescribePolicy': () =>
      organizations.send(new DescribePolicyCommand({ PolicyId: 'p-FullAWSAccess' })),
    'organizations:ListRoots': () => organizations.send(new ListRootsCommand({ MaxResults: 1 })),
    'organizations:ListParents': () => organizations.send(new ListParentsCommand({ ChildId: accountId })),
    'organizations:ListPoliciesForTarget': () =>
      organizations.send(
        new ListPoliciesForTargetCommand({ TargetId: accountId, Filter: 'SERVICE_CONTROL_POLICY' }),
      ),
    'logs:FilterLogEvents': () =>
      logsClient(account, region).send(
        new FilterLogEventsCommand({
          logGroupName: `/aws/rds/instance/${NOBODY}/iam-db-auth-error`,
          limit: 1,
        }),
      ),
    'cloudwatch:GetMetricData': () =>
      metricsClient(account, region).send(
        new GetMetricDataCommand({
          StartTime: new Date(now.getTime() - 60_000),
          EndTime: now,
          MetricDataQueries: [{ Id: 'probe', MetricStat }],
        }),
      ),
  }
}
