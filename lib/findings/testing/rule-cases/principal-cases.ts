import {
  ACCOUNT,
  allow,
  bounded,
  deny,
  EVERYTHING,
  samplePolicy,
  sampleRole,
  sampleTarget,
  sampleUser,
} from '@/lib/access/testing/sample-inventory'
import type { CasesByRule, World } from './rule-cases'

const orders = sampleTarget()
const OTHER = '999900001111'
const root = (account: string) => ({ AWS: `arn:aws:iam::${account}:root` })
const ORGANIZATION = { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }

function trusting(who: object, statements: object[] = [allow('app')]): World {
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...who }] }
  return { cast: [sampleRole('app', statements, { trustText: JSON.stringify(trust) })] }
}
const trustingBoth = (...statements: object[]): World => {
  const trust = { Version: '2012-10-17', Statement: statements }
  return { cast: [sampleRole('app', [allow('app')], { trustText: JSON.stringify(trust) })] }
}
const star = (Condition: object) => trusting({ Principal: '*', Condition })
const ofAccount = (account: string, Condition: object) => trusting({ Principal: root(account), Condition })
const GITHUB = 'token.actions.githubusercontent.com'
const github = (Condition?: object) =>
  trusting({
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${GITHUB}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    ...(Condition ? { Condition } : {}),
  })
const subject = (...values: string[]) =>
  github({
    StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' },
    StringLike: { [`${GITHUB}:sub`]: values },
  })
const through = (Federated: string, Condition?: object) =>
  trusting({
    Principal: { Federated },
    Action: 'sts:AssumeRoleWithWebIdentity',
    ...(Condition ? { Condition } : {}),
  })
const COGNITO = 'cognito-identity.amazonaws.com'
const AUTHENTICATED = { 'ForAnyValue:StringLike': { [`${COGNITO}:amr`]: 'authenticated' } }
const GITLAB = `arn:aws:iam::${ACCOUNT}:oidc-provider/gitlab.com`
const MANAGEMENT = { 'aws:SourceAccount': OTHER }
const APPLICATION = { 'aws:SourceArn': `arn:aws:account-access:us-east-1:${OTHER}:application/app-1` }
const accountAccess = (StringEquals?: object, ArnEquals?: object) =>
  trusting({
    Principal: { Service: 'account-access.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:SetContext'],
    Condition: { ...(StringEquals ? { StringEquals } : {}), ...(ArnEquals ? { ArnEquals } : {}) },
  })
const used = (lastUsedAt: string | null, ...statements: object[]): World => ({
  cast: [sampleRole('app', statements, { lastUsedAt })],
})
const boundedBy = (granted: object[], ...limit: object[]): World => ({
  cast: [bounded(sampleRole('app', granted), samplePolicy('limit', limit))],
})
const storage = { Effect: 'Allow', Action: 's3:*', Resource: '*' }

/** Those who connect, and who becomes them. */
export const PRINCIPAL_CASES: CasesByRule = {
  'iam-user-can-connect': {
    fires: { 'a user with a grant': { cast: [sampleUser('ci', [allow('app')])] } },
    silent: {
      'a role with a grant': { cast: [sampleRole('ci', [allow('app')])] },
      'a user without one': { cast: [sampleUser('ci', [storage])] },
      'a user that is denied': { cast: [sampleUser('ci', [allow('app'), deny('*')])] },
    },
  },
  'boundary-blocks': {
    fires: {
      'a boundary about something else': boundedBy([allow('app')], storage),
      'a boundary for another user': boundedBy([allow('app')], allow('web')),
    },
    silent: {
      'a boundary that allows it': boundedBy([allow('app')], allow('*')),
      'a boundary over an administrator': boundedBy([EVERYTHING], storage),
      'a boundary over nothing about databases': boundedBy([storage], storage),
      'a grant that is denied anyhow': boundedBy([allow('app'), deny('app')], storage),
      'no boundary': { cast: [sampleRole('app', [allow('app')])] },
    },
  },
  'role-anyone-may-assume': {
    fires: {
      'a star': trusting({ Principal: '*' }),
      'a star among the principals of AWS': trusting({ Principal: { AWS: '*' } }),
      'all but one': trusting({ NotPrincipal: root(ACCOUNT) }),
      'a star under a pattern that every ARN fits': star({ StringLike: { 'aws:PrincipalArn': '*' } }),
      'the same as an ARN': star({ ArnLike: { 'aws:PrincipalArn': '*' } }),
      'any role of any account': star({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } }),
      'a name that anybody can take': star({
        ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/deploy-*' },
      }),
      'a tag that anybody can set': star({ StringEquals: { 'aws:PrincipalTag/team': 'data' } }),
      'MFA, which anybody has': star({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
      'an organisation, if there is one': star({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } }),
      'an external id, whichever': star({ StringLike: { 'sts:ExternalId': '*' } }),
      'TLS, which STS always speaks': star({ Bool: { 'aws:SecureTransport': 'true' } }),
      'a start that is past': star({ DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }),
      'every address': star({ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }),
      'all but one account': star({ StringNotEquals: { 'aws:PrincipalAccount': OTHER } }),
      'a session name that is there anyhow': star({ Null: { 'sts:RoleSessionName': 'false' } }),
      'a Deny of one user': trustingBoth(
        { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
        { Effect: 'Deny', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/j` }, Action: 'sts:AssumeRole' },
      ),
    },
    silent: {
      'a star of one organisation': trusting({ Principal: '*', Condition: ORGANIZATION }),
      'this account': trusting({ Principal: root(ACCOUNT) }),
      'a role without grants': trusting({ Principal: '*' }, []),
      'a Deny': trusting({ Effect: 'Deny', Principal: '*' }),
      'a star for TagSession only': trusting({ Principal: '*', Action: 'sts:TagSession' }),
      'TagSession beside a star of one organisation': trustingBoth(
        { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole', Condition: ORGANIZATION },
        { Effect: 'Allow', Principal: '*', Action: ['sts:TagSession', 'sts:SetSourceIdentity'] },
      ),
      'a star that a Deny takes back': trustingBoth(
        { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
        { Effect: 'Deny', Principal: '*', Action: '*' },
      ),
      'a star for SAML sign-ins': trusting({ Principal: '*', Action: 'sts:AssumeRoleWithSAML' }),
      'an external id': star({ StringEquals: { 'sts:ExternalId': 'x' } }),
      'one role of one account': star({
        ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${OTHER}:role/deploy` },
      }),
      'an end to come': star({ DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } }),
      'one network': star({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }),
      'a star for this account': star({ StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }),
    },
  },
  'github-repositories-may-assume': {
    fires: {
      'no subject at all': github(),
      'the audience alone': github({ StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' } }),
      'any subject': subject('*'),
      'any repository': subject('repo:*'),
      'all of an owner': subject('repo:larkspur/*'),
      'all of an owner, on main': subject('repo:larkspur/*:ref:refs/heads/main'),
      'names that begin alike': subject('repo:larkspur/orders*'),
      'one name under any owner': subject('repo:*/orders:*'),
      'an owner whose name goes on': subject('repo:larkspur*'),
      'one open pattern among two': subject('repo:larkspur/orders:*', 'repo:larkspur/*'),
      'an audience that any workflow can ask for': github({
        StringEquals: { [`${GITHUB}:aud`]: 'https://github.com/larkspur' },
      }),
      'a branch that anybody can name so': github({ StringEquals: { [`${GITHUB}:ref`]: 'refs/heads/main' } }),
    },
    silent: {
      'one repository': subject('repo:larkspur/orders:*'),
      'one branch': subject('repo:larkspur/orders:ref:refs/heads/main'),
      'branches that begin alike': subject('repo:larkspur/orders:ref:refs/heads/release-*'),
      'two repositories, each by name': subject('repo:larkspur/orders:*', 'repo:larkspur/etl:*'),
      'an owner, by a claim of its own': github({
        StringLike: { [`${GITHUB}:sub`]: 'repo:*' },
        StringEquals: { [`${GITHUB}:repository_owner`]: 'larkspur' },
      }),
      'an exact subject with a star in it': github({
        StringEquals: { [`${GITHUB}:sub`]: 'repo:larkspur/*' },
      }),
      'the wrong action': trusting({
        Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${GITHUB}` },
      }),
      'another provider': trusting({
        Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/ci.example.com` },
        Action: 'sts:AssumeRoleWithWebIdentity',
      }),
    },
  },
  'shared-provider-may-assume': {
    fires: {
      'any identity pool of Cognito': through(COGNITO),
      'any that has signed somebody in': through(COGNITO, AUTHENTICATED),
      'any application of Google': through('accounts.google.com'),
      'an audience that any project can ask for': through(GITLAB, {
        StringEquals: { 'gitlab.com:aud': 'https://gitlab.com' },
      }),
      'any project, whoever owns it': through(GITLAB, { StringLike: { 'gitlab.com:sub': '*' } }),
    },
    silent: {
      'one identity pool': through(COGNITO, {
        StringEquals: { [`${COGNITO}:aud`]: 'us-east-1:pool' },
        ...AUTHENTICATED,
      }),
      'one user of Google': through('accounts.google.com', {
        StringEquals: { 'accounts.google.com:sub': '1' },
      }),
      'one group': through(GITLAB, { StringLike: { 'gitlab.com:sub': 'project_path:larkspur/*' } }),
      'a provider of one owner': through(`arn:aws:iam::${ACCOUNT}:oidc-provider/ci.example.com`),
      'a provider that is not looked for here': through(`arn:aws:iam::${OTHER}:oidc-provider/gitlab.com`),
    },
  },
  'account-access-without-conditions': {
    fires: {
      'neither condition': accountAccess(),
      'the account alone': accountAccess(MANAGEMENT),
      'the application alone': accountAccess(undefined, APPLICATION),
    },
    silent: {
      'both conditions': accountAccess(MANAGEMENT, APPLICATION),
      'another service': trusting({ Principal: { Service: 'ec2.amazonaws.com' } }),
    },
  },
  'role-account-may-assume': {
    fires: {
      'the root of this account': trusting({ Principal: root(ACCOUNT) }),
      'this account by number': trusting({ Principal: { AWS: ACCOUNT } }),
      'this account under a pattern that all its ARNs fit': ofAccount(ACCOUNT, {
        ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:*` },
      }),
      'this account, asked for once more': ofAccount(ACCOUNT, {
        StringEquals: { 'aws:PrincipalAccount': ACCOUNT },
      }),
      'a star for this account': star({ StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }),
      'this account but for one user': trustingBoth(
        { Effect: 'Allow', Principal: root(ACCOUNT), Action: 'sts:AssumeRole' },
        { Effect: 'Deny', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/j` }, Action: 'sts:AssumeRole' },
      ),
    },
    silent: {
      'one role': trusting({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/deploy` } }),
      'this account under MFA': trusting({
        Principal: root(ACCOUNT),
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      }),
      'TagSession beside MFA': trustingBoth(
        {
          Effect: 'Allow',
          Principal: root(ACCOUNT),
          Action: 'sts:AssumeRole',
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        },
        { Effect: 'Allow', Principal: root(ACCOUNT), Action: 'sts:TagSession' },
      ),
      'users of this account': ofAccount(ACCOUNT, {
        ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:user/*` },
      }),
      'another account': trusting({ Principal: root(OTHER) }),
      'a role without grants': trusting({ Principal: root(ACCOUNT) }, [storage]),
    },
  },
  'outside-account-may-assume': {
    fires: {
      'the root of another account': trusting({ Principal: root(OTHER) }),
      'another account by number': trusting({ Principal: { AWS: [ACCOUNT, OTHER] } }),
      'another account under a pattern that all its ARNs fit': ofAccount(OTHER, {
        ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:*' },
      }),
      'a star for another account': star({ StringEquals: { 'aws:PrincipalAccount': OTHER } }),
    },
    silent: {
      'another account whose ARNs cannot fit': ofAccount(OTHER, {
        ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:*` },
      }),
      'another account for TagSession only': trusting({ Principal: root(OTHER), Action: 'sts:TagSession' }),
      'an external id, TagSession beside it': trustingBoth(
        {
          Effect: 'Allow',
          Principal: root(OTHER),
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': 'x' } },
        },
        { Effect: 'Allow', Principal: root(OTHER), Action: 'sts:TagSession' },
      ),
      'an external id': trusting({
        Principal: root(OTHER),
        Condition: { StringEquals: { 'sts:ExternalId': 'x' } },
      }),
      'one role of another account': trusting({ Principal: { AWS: `arn:aws:iam::${OTHER}:role/deploy` } }),
      'this account': trusting({ Principal: root(ACCOUNT) }),
      'a role without grants': trusting({ Principal: root(OTHER) }, []),
    },
  },
  'trusts-deleted-principal': {
    fires: {
      'a user that is gone': trusting({ Principal: { AWS: 'AIDAQWJ3XNVT5R2KJ7BZL' } }),
      'a role that is gone, under a condition': trusting({
        Principal: { AWS: 'AROAQWJ3XNVT5R2KJ7BZL' },
        Condition: ORGANIZATION,
      }),
    },
    silent: {
      'a role that is there': trusting({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/deploy` } }),
      'a role without grants': trusting({ Principal: { AWS: 'AIDAQWJ3XNVT5R2KJ7BZL' } }, []),
    },
  },
  'unused-role': {
    fires: { 'a role idle since spring': used('2026-04-01T00:00:00Z', allow('app')) },
    silent: {
      'a role used this month': used('2026-11-01T00:00:00Z', allow('app')),
      'a role of which AWS does not know': used(null, allow('app')),
      'an idle role without grants': used('2026-04-01T00:00:00Z', storage),
      'an idle role whose grant is denied': used('2026-04-01T00:00:00Z', allow('app'), deny('app', orders)),
    },
  },
}
