import fc from 'fast-check'
import type { PlanStep } from '@/lib/grants/grant-plan'
import { onOwner, onPolicy, type PolicyOwner, versionSteps } from '@/lib/grants/policy-steps'
import { factOf } from '@/lib/grants/steps/fact'
import { sqlStep } from '@/lib/grants/steps/sql-step'
import { allow, analyticsId, connectResource, deny, ordersId } from './sample-account'
import { type databaseUser, GROUP, policyArn, ROLES, TinyIam, USER, USERS } from './tiny-iam'

/** For tests: small accounts, and changes of every kind that the app plans, on them. */
const OWNERS: PolicyOwner[] = [
  ...ROLES.map(one => ({ kind: 'Role' as const, ...one })),
  { kind: 'User', ...USER },
  { kind: 'Group', ...GROUP },
]
const POLICIES = ['orders', 'reports', 'everything']

const document = (...Statement: unknown[]) => JSON.stringify({ Version: '2012-10-17', Statement })
/** Few, so that versions of one policy often read alike; spaces and order of keys must survive. */
export const TEXTS = [
  document(allow(connectResource(ordersId, 'app'))),
  `{ "Statement" : [${JSON.stringify(allow(connectResource(analyticsId, '*')))}],\n  "Version":"2012-10-17" }`,
  document(allow('*'), deny(connectResource(ordersId, 'app'))),
  document({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }),
  document({
    ...allow(connectResource(ordersId, 'app')),
    Condition: { Bool: { 'aws:SecureTransport': 'true' } },
  }),
]

const texts = fc.constantFrom(...TEXTS)
const policies = fc.constantFrom(...POLICIES)
const owners = fc.constantFrom(...OWNERS)
const inlineNames = fc.constantFrom('one', 'two')

export const onInline = (verb: 'Put' | 'Delete', owner: PolicyOwner, name: string, text?: string) =>
  onOwner(verb, owner, { PolicyName: name, ...(text === undefined ? {} : { PolicyDocument: text }) }, name)
export const onAttachment = (verb: 'Attach' | 'Detach', owner: PolicyOwner, policy: string) =>
  onOwner(verb, owner, { PolicyArn: policyArn(policy) }, policy)

export function createPolicy(name: string, text: string): PlanStep {
  const input = {
    PolicyName: name,
    Path: '/',
    PolicyDocument: text,
    Description: 'made',
    Tags: { team: 'data' },
  }
  return {
    call: { service: 'iam', action: 'CreatePolicy', input },
    title: 'CreatePolicy',
    subject: name,
    note: null,
    locks: policyArn(name),
  }
}

const newVersion = (name: string, text: string) =>
  onPolicy('CreatePolicyVersion', policyArn(name), { PolicyDocument: text, SetAsDefault: false }, null)

function membership(action: 'AddUserToGroup' | 'RemoveUserFromGroup'): PlanStep {
  const input = { UserName: USER.name, GroupName: GROUP.name }
  return {
    call: { service: 'iam', action, input },
    title: action,
    subject: USER.name,
    note: null,
    locks: USER.arn,
  }
}

export function switchTo(on: boolean): PlanStep {
  const input = {
    DBInstanceIdentifier: 'orders',
    EnableIAMDatabaseAuthentication: on,
    ApplyImmediately: true,
  }
  return {
    call: { service: 'rds', action: 'ModifyDBInstance', input },
    title: 'ModifyDBInstance',
    subject: 'orders',
    note: null,
    locks: `switch ${ordersId}`,
    target: { region: 'us-east-1', resourceId: ordersId },
  }
}

/** `GRANT` and `REVOKE` stand for whatever makes these lines true and untrue. */
export function workOn(
  { region, resourceId, name, host }: ReturnType<typeof databaseUser>,
  adds: string[],
  removes: string[],
  undo: string[] | null = ['REVOKE'],
): PlanStep {
  return sqlStep(
    {
      region,
      resourceId,
      user: { name, host },
      database: 'orders',
      statements: ['GRANT'],
      inTransaction: true,
      undo,
      undoNote: undo === null ? 'Nobody knows its password.' : null,
      adds,
      removes,
    },
    'Grant',
  )
}

/** One wish; as steps it depends on the account, and is nothing where it would change nothing. */
type Move = (iam: TinyIam) => PlanStep[]

const put = fc.tuple(owners, inlineNames, texts).map(
  ([owner, name, text]): Move =>
    iam => {
      const step = onInline('Put', owner, name, text)
      const found = iam.read(factOf(step))
      return found.kind === 'inline' && found.text !== text ? [step] : []
    },
)
const remove = fc.tuple(owners, inlineNames).map(
  ([owner, name]): Move =>
    iam => {
      const step = onInline('Delete', owner, name)
      const found = iam.read(factOf(step))
      return found.kind === 'inline' && found.text !== null ? [step] : []
    },
)
const attach = fc.tuple(owners, policies).map(
  ([owner, policy]): Move =>
    iam => {
      if (!iam.policies.has(policyArn(policy))) return []
      const step = onAttachment('Attach', owner, policy)
      const found = iam.read(factOf(step))
      return found.kind === 'attachment' && found.attached ? [onAttachment('Detach', owner, policy)] : [step]
    },
)
const create = fc
  .tuple(policies, texts, fc.uniqueArray(owners, { maxLength: 3, selector: ({ arn }) => arn }))
  .map(
    ([policy, text, to]): Move =>
      iam => {
        if (iam.policies.has(policyArn(policy))) return []
        return [createPolicy(policy, text), ...to.map(owner => onAttachment('Attach', owner, policy))]
      },
  )
const replace = fc.tuple(policies, texts).map(
  ([name, text]): Move =>
    iam => {
      const policy = iam.policies.get(policyArn(name))
      const current = policy?.versions.find(({ id }) => id === policy.defaultVersionId)?.text
      if (!policy || current === text) return []
      const versionIds = policy.versions.map(({ id }) => id)
      return versionSteps({ ...policy, arn: policyArn(name), versionIds }, text, { versionsPerPolicy: 5 })
        .steps
    },
)
const turnDefault = fc.tuple(policies, fc.nat(4)).map(
  ([name, at]): Move =>
    iam => {
      const policy = iam.policies.get(policyArn(name))
      const to = policy?.versions[at]
      if (!policy || !to || to.id === policy.defaultVersionId) return []
      return [onPolicy('SetDefaultPolicyVersion', policyArn(name), { VersionId: to.id }, null)]
    },
)
const erase = policies.map(
  (name): Move =>
    iam => {
      const arn = policyArn(name)
      const policy = iam.policies.get(arn)
      if (!policy) return []
      return [
        ...OWNERS.filter(owner => iam.holdersOf(arn).some(({ ownerArn }) => ownerArn === owner.arn)).map(
          owner => onAttachment('Detach', owner, name),
        ),
        ...policy.versions
          .filter(({ id }) => id !== policy.defaultVersionId)
          .map(({ id }) => onPolicy('DeletePolicyVersion', arn, { VersionId: id }, id)),
        onPolicy('DeletePolicy', arn, {}, null),
      ]
    },
)
const join = fc.constant<Move>(iam => [
  membership(iam.members.length > 0 ? 'RemoveUserFromGroup' : 'AddUserToGroup'),
])
const turn = fc.constant<Move>(iam => [switchTo(!iam.switchOn)])

const RIGHTS = ['SELECT on every table of public in orders', 'at most 3 connections', 'member of rds_iam']

/** Makes a user of the database, takes it away, or turns one of its rights. */
const turnUser = fc.tuple(fc.constantFrom(...USERS), fc.subarray(RIGHTS), fc.boolean()).map(
  ([user, lines, whole]): Move =>
    iam => {
      const found = iam.read(user)
      const before = found.kind === 'databaseUser' ? found.lines : null
      const full = ['exists', 'may sign in', ...lines]
      if (before === null) return [workOn(user, full, [])]
      if (whole) return [workOn(user, [], before)]
      const [line = ''] = lines
      if (line === '') return []
      return before.includes(line) ? [workOn(user, [], [line])] : [workOn(user, [line], [])]
    },
)

const moves = fc.oneof(put, remove, attach, create, replace, turnDefault, erase, join, turn, turnUser)

const seed = fc.record({
  policies: fc.array(
    fc.record({ name: policies, texts: fc.array(texts, { minLength: 1, maxLength: 5 }), at: fc.nat(4) }),
    { maxLength: 4 },
  ),
  more: fc.array(fc.oneof(put, attach, join), { maxLength: 8 }),
})

export const accounts = seed.map(({ policies: wanted, more }) => {
  const iam = new TinyIam()
  for (const {
    name,
    texts: [first = '', ...spare],
    at,
  } of wanted) {
    if (iam.policies.has(policyArn(name))) continue
    for (const step of [createPolicy(name, first), ...spare.map(text => newVersion(name, text))])
      iam.take(step)
    const policy = iam.policies.get(policyArn(name))
    if (policy) policy.defaultVersionId = policy.versions[at]?.id ?? policy.defaultVersionId
  }
  for (const step of more.flatMap(move => move(iam))) iam.take(step)
  return iam
})

/** No thing twice in one change, as in what the app plans. */
export const changes = fc
  .tuple(accounts, fc.array(moves, { minLength: 1, maxLength: 4 }))
  .map(([iam, wanted]) => {
    const touched = new Set<string>()
    const steps = wanted.flatMap(move => {
      const own = move(iam)
      const things = own.flatMap(({ call, locks }) => [
        locks,
        ...('PolicyArn' in call.input ? [String(call.input.PolicyArn)] : []),
      ])
      if (things.some(thing => touched.has(thing))) return []
      for (const thing of things) touched.add(thing)
      return own
    })
    return { iam, steps }
  })
