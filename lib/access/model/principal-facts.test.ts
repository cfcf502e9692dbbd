import { describe, expect, it } from 'vitest'
import { principalFacts } from './principal-facts'

const document = (statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements })
const trust = (Action: unknown, Principal: unknown = '*') =>
  document([{ Effect: 'Allow', Principal, Action }])
const role = (trustText: string | null, tags: Record<string, string> = { team: 'data' }) =>
  principalFacts({
    kind: 'role',
    arn: 'arn:aws:iam::111122223333:role/x',
    name: 'x',
    accountId: '111122223333',
    uniqueId: 'AROA1',
    tags,
    trustText,
  })
const EVERY_TAG = 'aws:PrincipalTag/*'

describe('the tags of a role', () => {
  it.each([
    trust('sts:AssumeRole'),
    trust(['sts:AssumeRole', 'sts:SetSourceIdentity']),
    trust('sts:AssumeRole', { Service: 'ec2.amazonaws.com' }),
    trust(['sts:AssumeRole', 'sts:SetContext'], { Service: 'account-access.amazonaws.com' }),
    trust('sts:AssumeRoleWithWebIdentity', { Federated: 'arn:aws:iam::111122223333:oidc-provider/x' }),
    trust('sts:AssumeRoleWithSAML', { Federated: 'arn:aws:iam::111122223333:saml-provider/x' }),
    document([
      { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
      { Effect: 'Deny', Principal: '*', Action: 'sts:TagSession' },
    ]),
    document([{ Effect: 'Allow', Principal: '*', NotAction: ['sts:TagSession'] }]),
    document([]),
  ])('are all there are where no session can bring tags of its own: %s', trustText => {
    const { context, absentKeys } = role(trustText)
    expect(context['aws:PrincipalTag/team']).toBe('data')
    expect(absentKeys).toContain(EVERY_TAG)
  })

  it.each([
    trust('sts:TagSession'),
    trust(['sts:AssumeRole', 'STS:tagsession']),
    trust('sts:*'),
    trust('sts:Tag*'),
    trust('*'),
    trust(['sts:AssumeRole', 'sts:TagSession'], { Service: 'pods.eks.amazonaws.com' }),
    trust(['sts:AssumeRole', 'sts:SetContext', 'sts:TagSession'], {
      Service: 'account-access.amazonaws.com',
    }),
    trust(['sts:AssumeRoleWithSAML', 'sts:TagSession'], {
      Federated: 'arn:aws:iam::111122223333:saml-provider/x',
    }),
    document([
      { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
      { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:TagSession' },
    ]),
    document([{ Effect: 'Allow', Principal: '*', NotAction: ['sts:AssumeRole'] }]),
    document([{ Effect: 'Allow', Principal: '*' }]),
    document([{ Effect: 'Maybe', Principal: '*', Action: 'sts:TagSession' }]),
    'not JSON',
    null,
  ])('prove nothing where a session may override them: %s', trustText => {
    const { context, absentKeys } = role(trustText)
    expect(context).not.toHaveProperty('aws:PrincipalTag/team')
    expect(absentKeys).not.toContain(EVERY_TAG)
  })

  it('come without a user name, and the user id begins with the role’s', () => {
    const { absentKeys, beginnings } = role(trust('sts:AssumeRole'))
    expect(absentKeys).toContain('aws:username')
    expect(beginnings).toEqual({ 'aws:userid': 'AROA1:' })
  })
})

it('a user’s name, id and tags are known, and it has no others', () => {
  const { context, absentKeys } = principalFacts({
    kind: 'user',
    arn: 'arn:aws:iam::111122223333:user/ana',
    name: 'ana',
    accountId: '111122223333',
    uniqueId: 'AIDA1',
    tags: { team: 'x' },
    trustText: null,
  })
  expect(context).toEqual({
    'aws:username': 'ana',
    'aws:userid': 'AIDA1',
    'aws:PrincipalArn': 'arn:aws:iam::111122223333:user/ana',
    'aws:PrincipalAccount': '111122223333',
    'aws:PrincipalType': 'User',
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalTag/team': 'x',
  })
  expect(absentKeys).toContain(EVERY_TAG)
})
