import 'server-only'
import type { Caveat } from '@/lib/access/model/caveat'
import type { Inventory, ManagedPolicy } from '@/lib/access/model/inventory'
import type { Account } from '@/lib/account'
import { callAws } from '@/lib/aws/aws-failure'
import { Documents } from '@/lib/aws/iam-documents'
import type { IamEntities, InlinePolicy } from '@/lib/aws/iam-entities'
import { readMissingPolicies } from '@/lib/aws/iam-managed'
import {
  type IamGroup,
  type IamPrincipal,
  inlineSources,
  type MappedPolicy,
  mapGroup,
  mapManagedPolicy,
  mapRole,
  mapUser,
} from '@/lib/aws/iam-mapping'
import { readIamPages } from '@/lib/aws/iam-pages'
import { readingSoFar } from '@/lib/aws/reading-so-far'
import type { PolicySource } from '@/lib/iam/index'

export interface IamReading {
  principals: IamPrincipal[]
  groups: Inventory['groups']
  policies: PolicySource[]
  managedPolicies: ManagedPolicy[]
  caveats: Caveat[]
}

/** Stands for the policies of a group that was not read: an id without a text counts as unknown in every verdict. */
const unreadGroupPolicies = (memberArn: string, name: string) =>
  `${memberArn.replace(/:user\/.*$/, '')}:group/${name}#policies`
export type OlderIam = Pick<Inventory, 'principals' | 'policies'>

const trustTexts = (older: OlderIam | null) =>
  (older?.principals ?? []).flatMap(({ trustText }) => trustText ?? [])

/** Entities of one kind come spread over pages, so everything is collected before anything is joined. */
class Collected {
  readonly principals: IamPrincipal[] = []
  readonly groups: IamGroup[] = []
  readonly sources = new Map<string, PolicySource>()
  readonly managed = new Map<string, ManagedPolicy>()
  readonly documents: Documents
  readonly #older: ReadonlyMap<string, PolicySource>

  constructor(at: string, older: OlderIam | null) {
    const texts = [...(older?.policies ?? []).map(({ text }) => text), ...trustTexts(older)]
    this.documents = new Documents(at, texts)
    this.#older = new Map(older?.policies.map(source => [source.id, source]))
  }

  add(page: Partial<IamEntities>): void {
    for (const user of page.UserDetailList ?? []) {
      const principal = mapUser(user, this.#inline(user.Arn, user.UserPolicyList))
      if (principal) this.principals.push(principal)
    }
    for (const group of page.GroupDetailList ?? []) {
      const mapped = mapGroup(group, this.#inline(group.Arn, group.GroupPolicyList))
      if (mapped) this.groups.push(mapped)
    }
    for (const role of page.RoleDetailList ?? []) {
      const principal = mapRole(role, this.#inline(role.Arn, role.RolePolicyList), this.documents)
      if (principal) this.principals.push(principal)
    }
    for (const policy of page.Policies ?? []) this.addManaged(mapManagedPolicy(policy, this.documents))
  }

  addManaged(mapped: MappedPolicy | null): void {
    if (!mapped) return
    this.managed.set(mapped.policy.arn, mapped.policy)
    this.#keep(mapped.source)
  }

  /** What did not change stays the very object, so that nobody reads its text again. */
  #keep(source: PolicySource): void {
    const older = this.#older.get(source.id)
    const same = older && older.text === source.text && older.versionId === source.versionId
    this.sources.set(
      source.id,
      same && older.name === source.name && older.kind === source.kind ? older : source,
    )
  }

  #inline(ownerArn: string | undefined, list: readonly InlinePolicy[]): PolicySource[] {
    const sources = ownerArn ? inlineSources(ownerArn, list, this.documents) : []
    for (const source of sources) this.#keep(source)
    return sources
  }

  /** Groups that users are in and that came on no page: one made between two of them, for example. */
  missingGroups(): string[] {
    const named = new Set(this.principals.flatMap(({ groups }) => groups))
    for (const { name } of this.groups) named.delete(name)
    return [...named]
  }

  /** A user holds what its groups hold; of a group that never came it holds something that nobody has read. */
  joinGroups(): Inventory['groups'] {
    const byName = new Map(this.groups.map(group => [group.name, { ...group, memberArns: [] as string[] }]))
    for (const name of this.missingGroups()) this.documents.noteMissingGroup(name)
    for (const principal of this.principals) {
      for (const name of principal.groups) {
        const group = byName.get(name)
        group?.memberArns.push(principal.arn)
        const policyIds = group?.policyIds ?? [unreadGroupPolicies(principal.arn, name)]
        principal.policies.identity.push(...policyIds.map(policyId => ({ policyId, viaGroup: name })))
      }
    }
    return [...byName.values()]
  }

  /** Managed policies that someone holds or is bounded by, whose text has not come. */
  missingPolicies(): string[] {
    const used = this.principals.flatMap(({ policies, boundaryArn }) => [
      ...policies.identity.map(attachment => attachment.policyId),
      ...(boundaryArn ? [boundaryArn] : []),
    ])
    return [...new Set(used)].filter(id => !this.sources.has(id) && !id.includes('#'))
  }

  /** A boundary whose text is unknown bounds in an unknown way. */
  markUnreadBoundaries(): void {
    for (const { policies, boundaryArn } of this.principals) {
      if (boundaryArn && !this.sources.has(boundaryArn)) policies.boundary = 'unread'
    }
  }
}

/** Everything IAM says of users, roles, groups and policies, read page by page; what stayed as it was is shared with `older`. */
export async function readIam(account: Account, older: OlderIam | null = null): Promise<IamReading> {
  const at = new Date().toISOString()
  const collected = new Collected(at, older)
  const call = { action: 'iam:GetAccountAuthorizationDetails', doing: 'read users, roles and policies' }
  await callAws(account, call, async () => {
    await readIamPages(account, entities => {
      collected.add(entities)
      readingSoFar(account).principals = collected.principals.length
    })
    if (collected.missingGroups().length > 0)
      await readIamPages(account, entities => collected.add(entities), ['Group'])
  })
  const groups = collected.joinGroups()
  const missing = await readMissingPolicies(account, collected.missingPolicies(), collected.documents, at)
  for (const policy of missing) collected.addManaged(policy)
  collected.markUnreadBoundaries()
  return {
    principals: collected.principals.sort((a, b) => (a.arn < b.arn ? -1 : 1)),
    groups,
    policies: [...collected.sources.values()],
    managedPolicies: [...collected.managed.values()],
    caveats: collected.documents.caveats,
  }
}
