import { describe, expect, it } from 'vitest'
import { whoCanBecome } from './assume-paths'
import { compileAccess } from './compile-access'
import { ACCOUNT, type Cast, EVERYTHING, sampleInventory, sampleRole, sampleUser } from './sample-inventory'

const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`

function trust(principal: object | string, condition?: object, action = 'sts:AssumeRole'): object {
  const base = { Effect: 'Allow', Principal: principal, Action: action }
  return condition ? { ...base, Condition: condition } : base
}

function trusting(name: string, statements: object[], own: object[] = []): Cast {
  return sampleRole(name, own, {
    trustText: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
  })
}

const mayAssume = (name: string) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: roleArn(name) })

function waysInto(name: string, cast: Cast[]) {
  return whoCanBecome(compileAccess(sampleInventory({ cast })), roleArn(name))
}

describe('whoCanBecome', () => {
  it('names services and identity providers, with their conditions in words', () => {
    const paths = waysInto('r', [
      trusting('r', [
        trust({ Service: 'ecs-tasks.amazonaws.com' }),
        trust(
          { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com` },
          { StringEquals: { 'token.actions.githubusercontent.com:sub': 'repo:larkspur/etl' } },
          'sts:AssumeRoleWithWebIdentity',
        ),
      ]),
    ])
    expect(paths.map(({ label, kind, decision }) => [label, kind, decision])).toEqual([
      ['ecs-tasks.amazonaws.com', 'service', 'allowed'],
      ['token.actions.githubusercontent.com', 'federated', 'conditional'],
    ])
    expect(paths[1]?.note).toBe('The subject of the web identity is repo:larkspur/etl')
  })

  it('does not take the audience that every sign-in has for a restriction', () => {
    const saml = `arn:aws:iam::${ACCOUNT}:saml-provider/AWSSSO_2c9e51f0_DO_NOT_DELETE`
    const audience = { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } }
    const paths = waysInto('r', [
      trusting('r', [trust({ Federated: saml }, audience, 'sts:AssumeRoleWithSAML')]),
    ])
    expect(paths).toEqual([
      {
        label: 'IAM Identity Center',
        kind: 'federated',
        decision: 'allowed',
        note: null,
        via: [],
        others: [],
      },
    ])
  })

  it('takes a principal named in the trust policy without an allow of its own', () => {
    const paths = waysInto('r', [
      trusting('r', [trust({ AWS: `arn:aws:iam::${ACCOUNT}:user/ana` })]),
      sampleUser('ana', []),
    ])
    expect(paths).toMatchObject([{ label: 'user/ana', kind: 'user', decision: 'allowed' }])
  })

  it('asks for an allow where the account delegates', () => {
    const paths = waysInto('r', [
      trusting('r', [trust({ AWS: `arn:aws:iam::${ACCOUNT}:root` })]),
      sampleUser('idle', []),
      sampleUser('able', [mayAssume('r')]),
      sampleRole('admin', [EVERYTHING]),
    ])
    expect(paths.map(path => path.label).sort()).toEqual(['role/admin', 'user/able'])
  })

  it('follows a chain and shows the way', () => {
    const paths = waysInto('target', [
      trusting('target', [trust({ AWS: roleArn('middle') })]),
      trusting('middle', [
        trust(
          { AWS: `arn:aws:iam::${ACCOUNT}:user/ana` },
          { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        ),
      ]),
      sampleUser('ana', []),
    ])
    expect(paths).toMatchObject([
      { label: 'role/middle', decision: 'allowed', via: [] },
      { label: 'user/ana', decision: 'conditional', via: ['role/middle'] },
    ])
  })

  it('ends where roles trust each other in a circle', () => {
    const paths = waysInto('blue', [
      trusting('blue', [trust({ AWS: roleArn('green') })], [mayAssume('green')]),
      trusting('green', [trust({ AWS: roleArn('blue') })], [mayAssume('blue')]),
    ])
    expect(paths.map(path => path.label)).toEqual(['role/green'])
  })

  const outside = [
    trust({ AWS: 'arn:aws:iam::444455556666:root' }, { StringEquals: { 'sts:ExternalId': 'x' } }),
    trust({ AWS: 'arn:aws:iam::444455556666:role/gateway' }),
  ]

  it('shows another account as such, and anyone as anyone', () => {
    const paths = waysInto('r', [trusting('r', outside)])
    expect(paths.map(({ label, kind, decision, note }) => ({ label, kind, decision, note }))).toEqual([
      { label: 'role/gateway', kind: 'role', decision: 'allowed', note: 'in account 444455556666' },
      { label: '444455556666', kind: 'account', decision: 'conditional', note: 'The external id is x' },
    ])
    expect(waysInto('r', [trusting('r', [trust('*')])])).toMatchObject([
      { label: 'anyone', kind: 'anyone', decision: 'allowed', note: 'in any AWS account' },
    ])
  })

  it('asks nobody for an external id where a star lets everybody in without', () => {
    const paths = waysInto('r', [trusting('r', [...outside, trust('*')])])
    expect(paths.map(({ label, decision }) => [label, decision])).toEqual(
      expect.arrayContaining([
        ['anyone', 'allowed'],
        ['444455556666', 'allowed'],
      ]),
    )
  })

  it('lists nobody for a deleted principal, and says when the trust policy cannot be read', () => {
    expect(waysInto('r', [trusting('r', [trust({ AWS: 'AIDAQWJ3XNVT5R2KJ7BZL' })])])).toEqual([])
    const broken = sampleRole('r', [], { trustText: '{ "Statement": [' })
    expect(waysInto('r', [broken])).toMatchObject([
      { label: 'trust policy could not be read', decision: 'conditional' },
    ])
  })

  it('honours a deny in the trust policy', () => {
    const cast = [
      trusting('r', [
        trust({ AWS: `arn:aws:iam::${ACCOUNT}:root` }),
        { Effect: 'Deny', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/able` }, Action: 'sts:AssumeRole' },
      ]),
      sampleUser('able', [mayAssume('r')]),
    ]
    expect(waysInto('r', cast)).toEqual([])
  })
})
