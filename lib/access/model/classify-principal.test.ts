import { describe, expect, it } from 'vitest'
import { classifyPrincipal, type PrincipalFacts } from './classify-principal'

function role(principal: object | string | null, overrides: Partial<PrincipalFacts> = {}): PrincipalFacts {
  const trustText = principal
    ? JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:*' }],
      })
    : null
  return { kind: 'role', path: '/', name: 'r', trustText, tags: {}, ...overrides }
}

describe('classifyPrincipal', () => {
  it.each([
    ['an IAM user', role(null, { kind: 'user' }), 'iamUsers', null],
    ['an ECS task', role({ Service: 'ecs-tasks.amazonaws.com' }), 'workloads', 'ECS task role'],
    [
      'a service of the China partition',
      role({ Service: 'ec2.amazonaws.com.cn' }),
      'workloads',
      'EC2 instance role',
    ],
    [
      'a service without a word of its own',
      role({ Service: 'scheduler.amazonaws.com' }),
      'workloads',
      'Service role (scheduler)',
    ],
    [
      'an EKS service account',
      role({ Federated: 'arn:aws:iam::1:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/X' }),
      'workloads',
      'EKS service account role',
    ],
    [
      'GitHub Actions',
      role({ Federated: 'arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com' }),
      'workloads',
      'GitHub Actions role',
    ],
    [
      'SAML federation',
      role({ Federated: 'arn:aws:iam::111122223333:saml-provider/okta' }),
      'people',
      'SAML federated role',
    ],
    [
      'account access manager, whose principal is a service but who stands for people',
      role({ Service: ['ec2.amazonaws.com', 'account-access.amazonaws.com'] }),
      'people',
      'IAM account access manager',
    ],
    [
      'a certificate of Roles Anywhere',
      role({ Service: 'rolesanywhere.amazonaws.com' }),
      'workloads',
      'IAM Roles Anywhere role',
    ],
    ['a role for the account', role({ AWS: '111122223333' }), 'people', null],
    ['a role that anyone may assume', role('*'), 'people', 'Role anyone may assume'],
    [
      'a role in an instance profile',
      role({ AWS: '111122223333' }, { instanceProfile: true }),
      'workloads',
      'EC2 instance role',
    ],
    ['a path for services', role({ AWS: '111122223333' }, { path: '/service/' }), 'workloads', null],
    [
      'a tag that says people',
      role({ Service: 'lambda.amazonaws.com' }, { tags: { 'principal-type': 'human' } }),
      'people',
      'Lambda function role',
    ],
    ['a trust policy that cannot be read', role(null, { trustText: '{' }), 'people', null],
  ])('%s', (_, facts, group, description) => {
    expect(classifyPrincipal(facts)).toEqual({ group, description, unmodifiable: null })
  })

  it.each([
    ['/aws-reserved/sso.amazonaws.com/', 'people', 'permission set'],
    ['/aws-service-role/rds.amazonaws.com/', 'workloads', 'service-linked'],
  ])('says why a role under %s cannot be edited', (path, group, reason) => {
    const found = classifyPrincipal(role({ Service: 'rds.amazonaws.com' }, { path }))
    expect(found.group).toBe(group)
    expect(found.unmodifiable).toContain(reason)
  })

  it('does not take a user under such a path for a reserved role', () => {
    expect(classifyPrincipal(role(null, { kind: 'user', path: '/aws-reserved/x/' })).unmodifiable).toBeNull()
  })
})
