import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import {
  ACCOUNT,
  bounded,
  type Cast,
  EVERYTHING,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleUser,
} from '@/lib/access/testing/sample-inventory'
import { whoCanBecome } from './assume-paths'

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

  it.each([
    { StringLike: { 'sts:ExternalId': '*' } },
    { 'ForAllValues:StringEquals': { 'sts:ExternalId': 'x' } },
    { IpAddress: { 'aws:SourceIp': ['0.0.0.0/0', '::/0'] } },
    { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] } },
  ])('asks a named user for nothing that everybody meets: %o', condition => {
    const paths = waysInto('r', [
      trusting('r', [trust({ AWS: `arn:aws:iam::${ACCOUNT}:user/ana` }, condition)]),
      sampleUser('ana', []),
    ])
    expect(paths).toMatchObject([{ label: 'user/ana', decision: 'allowed', note: null }])
  })

  it('shows any service where a star is meant for services, and no user', () => {
    const ofAccount = { StringEquals: { 'aws:SourceAccount': ACCOUNT } }
    const paths = waysInto('r', [trusting('r', [trust('*', ofAccount)]), sampleUser('ana', [mayAssume('r')])])
    expect(paths).toMatchObject([{ label: 'any AWS service', kind: 'service', decision: 'conditional' }])
  })

  it('says of a provider of another account that it is looked for in this one', () => {
    const provider = { Federated: 'arn:aws:iam::444455556666:oidc-provider/ci.example.com' }
    const paths = waysInto('r', [
      trusting('r', [trust(provider, undefined, 'sts:AssumeRoleWithWebIdentity')]),
    ])
    expect(paths).toMatchObject([{ decision: 'conditional', note: expect.stringContaining('444455556666') }])
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

  const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }
  const user = (name: string) => ({ AWS: `arn:aws:iam::${ACCOUNT}:user/${name}` })
  const rows = (paths: ReturnType<typeof waysInto>) =>
    paths.map(({ label, decision, via }) => [label, decision, via.join()])

  it('makes one conditional way of a conditioned AssumeRole with TagSession beside it', () => {
    const paths = waysInto('r', [
      trusting('r', [trust(user('ana'), MFA), trust(user('ana'), undefined, 'sts:TagSession')]),
      sampleUser('ana', []),
    ])
    expect(paths).toMatchObject([
      { label: 'user/ana', decision: 'conditional', note: 'The session was signed in with MFA', others: [] },
    ])
  })

  it.each(['sts:TagSession', 'sts:SetSourceIdentity', 'sts:AssumeRoleWithSAML'])(
    'lets nobody in by %s alone',
    action => {
      const statements = [trust('*', undefined, 'sts:TagSession')]
      for (const principal of [user('ana'), { AWS: '444455556666' }, { Service: 'ec2.amazonaws.com' }])
        statements.push(trust(principal, undefined, action))
      expect(waysInto('r', [trusting('r', statements), sampleUser('ana', [EVERYTHING])])).toEqual([])
    },
  )

  it('finds the role behind a session of the account that is named', () => {
    const session = `arn:aws:sts::${ACCOUNT}:assumed-role/deployer/run-1`
    const [path] = waysInto('r', [trusting('r', [trust({ AWS: session })]), sampleRole('deployer', [])])
    expect(path).toMatchObject({ label: 'role/deployer', decision: 'conditional' })
    expect(path?.note).toContain('assumed-role/deployer/run-1')
  })

  it('lists users whom a star with a pattern of ARNs lets in without an Allow of their own', () => {
    const pattern = { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:user/j*` } }
    const cast = ['jane', 'joe', 'ana'].map(name => sampleUser(name, []))
    expect(rows(waysInto('r', [trusting('r', [trust('*', pattern)]), ...cast]))).toEqual([
      ['user/jane', 'allowed', ''],
      ['user/joe', 'allowed', ''],
    ])
  })

  it('says in one line that a star lets everybody of the account in, where no condition tells them apart', () => {
    const organization = { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }
    const cast = [sampleUser('ana', []), sampleUser('able', [mayAssume('r')]), sampleUser('bo', [])]
    const paths = waysInto('r', [trusting('r', [trust('*', organization)]), ...cast])
    expect(rows(paths).sort()).toEqual([
      [ACCOUNT, 'conditional', ''],
      ['anyone', 'conditional', ''],
      ['user/able', 'conditional', ''],
    ])
    expect(paths.find(({ label }) => label === ACCOUNT)?.note).toBe(
      'every user and role of this account, whatever its own policies allow: The organisation of the principal is o-1',
    )
  })

  it('does not say it of an account that only delegates beside a star for others', () => {
    const outside = { StringEquals: { 'aws:PrincipalAccount': '444455556666' } }
    const statements = [trust({ AWS: `arn:aws:iam::${ACCOUNT}:root` }), trust('*', outside)]
    const paths = waysInto('r', [trusting('r', statements), sampleUser('ana', [])])
    expect(rows(paths)).toEqual([['444455556666', 'allowed', '']])
  })

  it('keeps a role named by ARN within its boundary, a user not, and nobody behind the role either', () => {
    const storage = samplePolicy('storage', [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }])
    const paths = waysInto('r', [
      trusting('r', [trust({ AWS: [roleArn('hop'), `arn:aws:iam::${ACCOUNT}:user/bounded`] })]),
      bounded(trusting('hop', [trust(user('ana'))]), storage),
      bounded(sampleUser('bounded', []), storage),
      sampleUser('ana', []),
    ])
    expect(rows(paths)).toEqual([['user/bounded', 'allowed', '']])
  })

  it('does not ask a user named in the trust for their own Allow, conditional or not, but for their own Deny', () => {
    const own = (effect: string) => [
      { Effect: effect, Action: 'sts:AssumeRole', Resource: '*', Condition: MFA },
    ]
    const names = ['allowing', 'denying']
    const paths = waysInto('r', [
      trusting(
        'r',
        names.map(name => trust(user(name))),
      ),
      sampleUser('allowing', own('Allow')),
      sampleUser('denying', own('Deny')),
    ])
    expect(rows(paths)).toEqual([
      ['user/allowing', 'allowed', ''],
      ['user/denying', 'conditional', ''],
    ])
  })

  it('lets one Deny for all end every way, and a Deny for one user only theirs', () => {
    const service = trust({ Service: 'ec2.amazonaws.com' })
    const denied = { Effect: 'Deny', Principal: '*', Action: '*' }
    expect(waysInto('r', [trusting('r', [service, denied])])).toEqual([])
    const one = { Effect: 'Deny', Principal: user('ana'), Action: 'sts:AssumeRole' }
    const others = [trust({ AWS: '444455556666' }), service, trust({ AWS: ACCOUNT }), one]
    const paths = waysInto('r', [
      trusting('r', others),
      sampleUser('ana', [EVERYTHING]),
      sampleUser('bo', [EVERYTHING]),
    ])
    expect(rows(paths).sort()).toEqual([
      ['444455556666', 'allowed', ''],
      ['ec2.amazonaws.com', 'allowed', ''],
      ['user/bo', 'allowed', ''],
    ])
  })

  it('puts the strongest way first and a shorter one that asks for more under it', () => {
    const paths = waysInto('r', [
      trusting('r', [trust(user('ana'), MFA), trust({ AWS: roleArn('hop') })]),
      trusting('hop', [trust(user('ana'))]),
      sampleUser('ana', []),
    ])
    expect(rows(paths)).toEqual([
      ['role/hop', 'allowed', ''],
      ['user/ana', 'allowed', 'role/hop'],
    ])
    expect(paths[1]?.others).toEqual([
      { decision: 'conditional', note: 'The session was signed in with MFA', via: [] },
    ])
  })

  it('follows four steps and says that longer ways are not followed', () => {
    const chain = ['a', 'b', 'c', 'd', 'e'].map((name, at, all) =>
      trusting(name, [trust({ AWS: roleArn(all[at + 1] ?? 'end') })]),
    )
    const paths = waysInto('a', [...chain, sampleRole('end', [])])
    expect(paths.map(({ label }) => label)).toEqual(['role/b', 'role/c', 'role/d', 'role/e'])
    expect(paths.map(({ note }) => note?.includes('not followed') ?? false)).toEqual([
      false,
      false,
      false,
      true,
    ])
  })

  it('finds a short conditional way on although a longer certain one was met first', () => {
    const paths = waysInto('r', [
      trusting('r', [trust({ AWS: roleArn('x') }, MFA), trust({ AWS: roleArn('a') })]),
      trusting('a', [trust({ AWS: roleArn('b') })]),
      trusting('b', [trust({ AWS: roleArn('c') })]),
      trusting('c', [trust({ AWS: roleArn('x') })]),
      trusting('x', [trust(user('ana'))]),
      sampleUser('ana', []),
    ])
    expect(paths.find(({ label }) => label === 'user/ana')).toMatchObject({
      decision: 'conditional',
      via: ['role/x'],
    })
  })

  it('lets no principal of an identity provider in by plain AssumeRole', () => {
    const provider = { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/ci.example.com` }
    expect(waysInto('r', [trusting('r', [trust(provider)])])).toEqual([])
  })

  it('does not know of which identity providers a star for sign-ins speaks', () => {
    const paths = waysInto('r', [trusting('r', [trust('*', undefined, 'sts:AssumeRoleWithSAML')])])
    expect(paths).toMatchObject([
      {
        label: 'any identity provider of this account',
        decision: 'conditional',
        note: 'Which identity providers the account has is not read',
      },
    ])
  })

  it('says of account access manager that people are assigned there, and that who is not read', () => {
    const service = { Service: 'account-access.amazonaws.com' }
    const base = { Effect: 'Allow', Principal: service, Action: ['sts:AssumeRole', 'sts:SetContext'] }
    const paths = waysInto('r', [trusting('r', [base])])
    expect(paths).toMatchObject([
      {
        label: 'IAM account access manager',
        kind: 'federated',
        decision: 'allowed',
        note: 'people assigned in account access manager, not read',
      },
    ])
  })

  it('says what EKS pod identity and Roles Anywhere ask for beyond AssumeRole', () => {
    const services = ['pods.eks.amazonaws.com', 'rolesanywhere.amazonaws.com']
    const [first, second] = waysInto('r', [trusting('r', [trust({ Service: services })])])
    expect([first?.decision, second?.decision]).toEqual(['conditional', 'conditional'])
    expect(`${first?.note} ${second?.note}`).toContain('sts:SetSourceIdentity')
    const full = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']
    const complete = { Effect: 'Allow', Principal: { Service: services }, Action: full }
    expect(waysInto('r', [trusting('r', [complete])]).map(({ decision }) => decision)).toEqual([
      'allowed',
      'allowed',
    ])
  })

  it('says that a statement without a readable principal may let somebody in', () => {
    const paths = waysInto('r', [
      trusting('r', [trust({ Service: 'ec2.amazonaws.com' }), { Effect: 'Allow', Action: 'sts:AssumeRole' }]),
    ])
    expect(paths.map(({ label }) => label)).toEqual(['ec2.amazonaws.com', 'trust policy could not be read'])
  })
})
