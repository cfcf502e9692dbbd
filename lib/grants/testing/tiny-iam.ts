import type { Inventory } from '@/lib/access/model/inventory'
import { proxyBefore } from '@/lib/access/testing/sample-proxy'
import type { PlanStep } from '@/lib/grants/grant-plan'
import {
  entityCall,
  type Fact,
  type FactState,
  type FactStates,
  factKey,
  factOf,
  factsOf,
  inputOf,
  type ManagedState,
} from '@/lib/grants/steps/fact'
import { linesAfter } from '@/lib/grants/steps/user-lines'
import { userInScan } from '@/lib/grants/user-in-scan'
import type { PolicySource } from '@/lib/iam/index'
import { analyticsId, inventory, ordersId, role, target, user } from './sample-account'

type Attachment = Extract<Fact, { kind: 'attachment' }>
type Kept = ManagedState & { nextVersion: number }

const same = (left: Fact) => (right: Fact) => factKey(left) === factKey(right)

const orders = target('orders-prod', ordersId)

export const databaseUser = (name: string) =>
  ({ kind: 'databaseUser', region: 'us-east-1', resourceId: ordersId, name, host: null }) as const
export const USERS = ['app', 'bi'].map(databaseUser)
const appUser = databaseUser('app')

/** With a proxy that signs in to one of them as a role that the steps change. */
const TARGETS = [
  orders,
  target('analytics-dw', analyticsId),
  proxyBefore(orders, { databaseAuth: 'iam', roleArn: 'arn:aws:iam::111122223333:role/worker' }),
]

/** For tests: things that steps change, and that refuse what IAM refuses. */
export class TinyIam {
  readonly inline = new Map<string, { fact: Extract<Fact, { kind: 'inline' }>; text: string }>()
  readonly policies = new Map<string, Kept>()
  attachments: Attachment[] = []
  members: Extract<Fact, { kind: 'membership' }>[] = []
  switchOn = false
  /** What is true of users inside a database, by their fact. */
  users = new Map([[factKey(appUser), ['exists', 'may sign in', 'member of rds_iam']]])

  read(fact: Fact): FactState {
    switch (fact.kind) {
      case 'inline':
        return { kind: 'inline', text: this.inline.get(factKey(fact))?.text ?? null }
      case 'attachment':
        return { kind: 'attachment', attached: this.attachments.some(same(fact)) }
      case 'membership':
        return { kind: 'membership', member: this.members.some(same(fact)) }
      case 'iamAuth':
        return { kind: 'iamAuth', on: this.switchOn, pending: null, name: orders.name, waiting: [] }
      case 'databaseUser':
        return { kind: 'databaseUser', lines: this.users.get(factKey(fact)) ?? null }
      case 'policy': {
        const kept = this.policies.get(fact.policyArn)
        if (!kept) return { kind: 'policy', policy: null }
        const { nextVersion: _next, ...policy } = structuredClone(kept)
        return {
          kind: 'policy',
          policy: { ...policy, attachmentCount: this.holdersOf(fact.policyArn).length },
        }
      }
    }
  }

  readAll(steps: readonly PlanStep[]): FactStates {
    return new Map([...factsOf(steps)].map(([key, fact]) => [key, this.read(fact)]))
  }

  take(step: PlanStep): void {
    const fact = factOf(step)
    const verb = entityCall(step.call.action)?.verb
    if (fact.kind === 'inline') {
      if (verb === 'Put') this.inline.set(factKey(fact), { fact, text: inputOf(step, 'PolicyDocument') })
      else if (!this.inline.delete(factKey(fact))) throw new Error('NoSuchEntity')
    } else if (fact.kind === 'attachment') this.attach(fact, verb === 'Attach')
    else if (fact.kind === 'membership') {
      this.members = this.members.filter(one => !same(fact)(one))
      if (step.call.action === 'AddUserToGroup') this.members.push(fact)
    } else if (fact.kind === 'iamAuth')
      this.switchOn = step.call.input.EnableIAMDatabaseAuthentication === true
    else if (fact.kind === 'databaseUser') this.run(step, factKey(fact))
    else this.write(step, fact.policyArn)
  }

  /** The account again, for another way from the same beginning. */
  copy(): TinyIam {
    return Object.assign(new TinyIam(), structuredClone({ ...this }))
  }

  holdersOf(arn: string): Attachment[] {
    return this.attachments.filter(({ policyArn }) => policyArn === arn)
  }

  private attach(fact: Attachment, attached: boolean): void {
    if (!this.policies.has(fact.policyArn)) throw new Error('NoSuchEntity')
    if (!attached && !this.attachments.some(same(fact))) throw new Error('NoSuchEntity')
    this.attachments = this.attachments.filter(one => !same(fact)(one))
    if (attached) this.attachments.push(fact)
  }

  private run({ sql }: PlanStep, key: string): void {
    const before = this.users.get(key) ?? null
    const fits =
      sql?.removes.every(line => before?.includes(line)) && !sql.adds.some(line => before?.includes(line))
    if (!sql || !fits || (before === null) !== sql.adds.includes('exists')) throw new Error('42704')
    const after = linesAfter(sql, before)
    if (after) this.users.set(key, after)
    else this.users.delete(key)
  }

  private write(step: PlanStep, arn: string): void {
    const { call } = step
    const [text, version] = [inputOf(step, 'PolicyDocument'), inputOf(step, 'VersionId')]
    const policy = this.policies.get(arn)
    if (call.action === 'CreatePolicy') {
      if (policy) throw new Error('EntityAlreadyExists')
      const { Path: path, Description, Tags } = call.input as Record<string, string | undefined>
      this.policies.set(arn, {
        name: inputOf(step, 'PolicyName'),
        path: path ?? '/',
        description: Description ?? '',
        tags: (Tags ?? {}) as Record<string, string>,
        defaultVersionId: 'v1',
        versions: [{ id: 'v1', text }],
        attachmentCount: 0,
        nextVersion: 2,
      })
      return
    }
    if (!policy) throw new Error('NoSuchEntity')
    if (call.action === 'CreatePolicyVersion') {
      if (policy.versions.length >= 5) throw new Error('LimitExceeded')
      const id = `v${policy.nextVersion++}`
      policy.versions.push({ id, text })
      if (call.input.SetAsDefault === true) policy.defaultVersionId = id
      return
    }
    if (call.action === 'DeletePolicy') {
      if (this.holdersOf(arn).length > 0 || policy.versions.length > 1) throw new Error('DeleteConflict')
      this.policies.delete(arn)
      return
    }
    if (!policy.versions.some(({ id }) => id === version)) throw new Error('NoSuchEntity')
    if (call.action === 'SetDefaultPolicyVersion') policy.defaultVersionId = version
    else if (policy.defaultVersionId === version) throw new Error('DeleteConflict')
    else policy.versions = policy.versions.filter(({ id }) => id !== version)
  }

  /** Everything that must come back, in one order; ids of versions are left out: IAM gives none twice. */
  snapshot(): unknown {
    return {
      inline: [...this.inline].map(([key, { text }]) => [key, text]).sort(),
      attachments: this.attachments.map(factKey).sort(),
      members: this.members.map(factKey).sort(),
      switchOn: this.switchOn,
      users: [...this.users].sort(),
      policies: [...this.policies]
        .map(([arn, { name, path, description, tags, versions, defaultVersionId }]) => {
          const isDefault = ({ id }: { id: string }) => id === defaultVersionId
          const spare = versions.filter(one => !isDefault(one)).map(({ text }) => text)
          return [
            arn,
            {
              name,
              path,
              description,
              tags,
              text: versions.find(isDefault)?.text,
              spare: [...new Set(spare)].sort(),
            },
          ]
        })
        .sort(),
    }
  }

  inventory(): Inventory {
    const held = (ownerArn: string) => [
      ...[...this.inline.values()].filter(({ fact }) => fact.ownerArn === ownerArn).map(inlineId),
      ...this.attachments.filter(one => one.ownerArn === ownerArn).map(({ policyArn }) => policyArn),
    ]
    const lent = this.members.some(({ groupName }) => groupName === GROUP.name)
    const own = held(USER.arn).map(policyId => ({ policyId, viaGroup: null }))
    const viaGroup = lent ? held(GROUP.arn).map(policyId => ({ policyId, viaGroup: GROUP.name })) : []
    const account = inventory({
      targets: TARGETS,
      readyUsers: { [ordersId]: ['app'] },
      principals: [
        ...ROLES.map(({ name, arn }) => role(name, held(arn))),
        user(USER.name, lent ? [GROUP.name] : [], [...own, ...viaGroup]),
      ],
      policies: [
        ...[...this.inline.values()].map(one => source(inlineId(one), one.fact.policyName, null, one.text)),
        ...[...this.policies].map(([arn, { name, defaultVersionId, versions }]) => {
          const text = versions.find(({ id }) => id === defaultVersionId)?.text ?? ''
          return source(arn, name, defaultVersionId, text)
        }),
      ],
      groups: [{ ...GROUP, policyIds: held(GROUP.arn), memberArns: lent ? [USER.arn] : [] }],
    })
    const scan = account.scans[ordersId]
    return {
      ...account,
      scans: {
        ...account.scans,
        ...(scan && {
          [ordersId]: USERS.reduce(
            (found, one) => userInScan(found, one, this.users.get(factKey(one)) ?? null),
            scan,
          ),
        }),
      },
      managedPolicies: [...this.policies].map(([arn, { name, path, defaultVersionId, versions }]) => {
        const attachmentCount = this.holdersOf(arn).length
        const versionIds = versions.map(({ id }) => id)
        return { arn, name, path, awsManaged: false, defaultVersionId, versionIds, attachmentCount }
      }),
    }
  }
}

const arn = (path: string) => `arn:aws:iam::111122223333:${path}`
export const ROLES = ['analyst', 'worker'].map(name => ({ name, arn: arn(`role/${name}`) }))
export const USER = { name: 'jane', arn: arn('user/jane') }
export const GROUP = { name: 'readers', arn: arn('group/readers') }
export const policyArn = (name: string) => arn(`policy/${name}`)

const inlineId = ({ fact }: { fact: Extract<Fact, { kind: 'inline' }> }) =>
  `${fact.ownerArn}#${fact.policyName}`

function source(id: string, name: string, versionId: string | null, text: string): PolicySource {
  return { id, name, kind: versionId === null ? 'inline' : 'customerManaged', versionId, text }
}
