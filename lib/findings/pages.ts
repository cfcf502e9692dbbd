import type { FindingSource } from './finding'

const RDS = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/'
const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/'

function rds(title: string, page: string): FindingSource {
  return { title: `Amazon RDS User Guide: ${title}`, url: `${RDS}${page}` }
}

function iam(title: string, page: string): FindingSource {
  return { title: `IAM User Guide: ${title}`, url: `${IAM}${page}` }
}

function authorization(title: string, page: string): FindingSource {
  const url = `https://docs.aws.amazon.com/service-authorization/latest/reference/${page}`
  return { title: `Service Authorization Reference: ${title}`, url }
}

/** The AWS pages that the rules rest on. */
export const PAGES = {
  connectPolicy: rds(
    'Creating and using an IAM policy for IAM database access',
    'UsingWithRDS.IAMDBAuth.IAMPolicy.html',
  ),
  overview: rds(
    'IAM database authentication for MariaDB, MySQL, and PostgreSQL',
    'UsingWithRDS.IAMDBAuth.html',
  ),
  actions: authorization(
    'Actions, resources, and condition keys for Amazon RDS IAM Authentication',
    'list_amazonrdsiamauthentication.html',
  ),
  enabling: rds('Enabling and disabling IAM database authentication', 'UsingWithRDS.IAMDBAuth.Enabling.html'),
  accounts: rds(
    'Creating a database account using IAM authentication',
    'UsingWithRDS.IAMDBAuth.DBAccounts.html',
  ),
  tls: rds('Using SSL/TLS to encrypt a connection to a DB instance or cluster', 'UsingWithRDS.SSL.html'),
  certificateRotation: rds('Rotating your SSL/TLS certificate', 'UsingWithRDS.SSL-certificate-rotation.html'),
  blueGreen: rds(
    'Limitations and considerations for blue/green deployments',
    'blue-green-deployments-considerations.html',
  ),
  proxyIam: rds('Setting up IAM authentication for RDS Proxy', 'rds-proxy-iam-setup.html'),
  proxyConnect: rds('Connecting to a database through RDS Proxy', 'rds-proxy-connecting.html'),
  version: iam('IAM JSON policy elements: Version', 'reference_policies_elements_version.html'),
  grammar: iam('Grammar of the IAM JSON policy language', 'reference_policies_grammar.html'),
  variables: iam('IAM policy elements: Variables and tags', 'reference_policies_variables.html'),
  resource: iam('IAM JSON policy elements: Resource', 'reference_policies_elements_resource.html'),
  notAction: iam('IAM JSON policy elements: NotAction', 'reference_policies_elements_notaction.html'),
  notResource: iam('IAM JSON policy elements: NotResource', 'reference_policies_elements_notresource.html'),
  conditionOperators: iam(
    'IAM JSON policy elements: Condition operators',
    'reference_policies_elements_condition_operators.html',
  ),
  trustPrincipal: iam('AWS JSON policy elements: Principal', 'reference_policies_elements_principal.html'),
  sharedProviders: iam(
    'Identity-provider controls for shared OIDC providers',
    'id_roles_providers_oidc_secure-by-default.html',
  ),
  externalId: iam(
    'Access to AWS accounts owned by third parties',
    'id_roles_common-scenarios_third-party.html',
  ),
  oidcRoles: iam('Create a role for OpenID Connect federation', 'id_roles_create_for-idp_oidc.html'),
  confusedDeputy: iam('The confused deputy problem', 'confused-deputy.html'),
  boundaries: iam('Permissions boundaries for IAM entities', 'access_policies_boundaries.html'),
  versioning: iam('Versioning IAM policies', 'access_policies_managed-versioning.html'),
  quotas: iam('IAM and AWS STS quotas', 'reference_iam-quotas.html'),
  managedOrInline: iam(
    'Choosing between managed policies and inline policies',
    'access_policies-choosing-managed-or-inline.html',
  ),
  jobFunctions: iam('AWS managed policies for job functions', 'access_policies_job-functions.html'),
  bestPractices: iam('Security best practices in IAM', 'best-practices.html'),
} as const satisfies Record<string, FindingSource>
