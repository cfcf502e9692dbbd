import 'server-only'
import {
  GetGroupPolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  GetUserPolicyCommand,
  paginateListAttachedGroupPolicies,
  paginateListAttachedRolePolicies,
  paginateListAttachedUserPolicies,
  paginateListGroupsForUser,
  paginateListPolicyVersions,
} from '@aws-sdk/client-iam'
import type { Account } from '@/lib/account'
import { callAws } from '@/lib/aws/aws-failure'
import { iamClient } from '@/lib/aws/clients'
import { tagsOf } from '@/lib/aws/rds-mapping'
import { AppError } from '@/lib/errors'
import type { Fact, FactState, ManagedState } from '@/lib/grants/steps/fact'

export type IamFact = Exclude<Fact, { kind: 'iamAuth' | 'databaseUser' }>
type Of<K extends IamFact['kind']> = Extract<IamFact, { kind: K }>

/** One thing in IAM as it is this moment, read by itself: for what is about to be written, or was just written. */
export async function readIamFact(account: Account, fact: IamFact): Promise<FactState> {
  switch (fact.kind) {
    case 'inline':
      return { kind: 'inline', text: await readInline(account, fact) }
    case 'attachment':
      return { kind: 'attachment', attached: await readAttached(account, fact) }
    case 'membership':
      return { kind: 'membership', member: await readMember(account, fact) }
    case 'policy':
      return { kind: 'policy', policy: await readPolicy(account, fact) }
  }
}

/** What is gone is an answer, not a failure. */
async function orGone<T>(reading: Promise<T>, gone: T): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof AppError && error.code === 'notFound') return gone
    throw error
  }
}

/** IAM answers documents URL-encoded (RFC 3986). */
function decoded(encoded: string | undefined, subject: string): string {
  try {
    if (encoded !== undefined) return decodeURIComponent(encoded)
  } catch {
    // Told below: a text that is not known to the byte could not be put back.
  }
  throw new AppError(
    'unavailable',
    `The text of ${subject} could not be read: AWS answered none, or none that can be read. Nothing was changed. Look at it in IAM itself and try again.`,
  )
}

async function readInline(
  account: Account,
  { entity, owner, policyName }: Of<'inline'>,
): Promise<string | null> {
  const subject = `${policyName} of ${entity.toLowerCase()}/${owner}`
  const call = { action: `iam:Get${entity}Policy`, doing: `read the inline policy ${subject}` }
  const text = callAws(account, call, async () => {
    const client = iamClient(account)
    const PolicyName = policyName
    const { PolicyDocument } =
      entity === 'User'
        ? await client.send(new GetUserPolicyCommand({ UserName: owner, PolicyName }))
        : entity === 'Role'
          ? await client.send(new GetRolePolicyCommand({ RoleName: owner, PolicyName }))
          : await client.send(new GetGroupPolicyCommand({ GroupName: owner, PolicyName }))
    return decoded(PolicyDocument, subject)
  })
  return orGone<string | null>(text, null)
}

function attachedPages(account: Account, { entity, owner }: Of<'attachment'>) {
  const config = { client: iamClient(account) }
  if (entity === 'User') return paginateListAttachedUserPolicies(config, { UserName: owner })
  if (entity === 'Role') return paginateListAttachedRolePolicies(config, { RoleName: owner })
  return paginateListAttachedGroupPolicies(config, { GroupName: owner })
}

async function readAttached(account: Account, fact: Of<'attachment'>): Promise<boolean> {
  const { entity, owner, policyArn } = fact
  const doing = `list the policies attached to ${entity.toLowerCase()}/${owner}`
  const attached = callAws(account, { action: `iam:ListAttached${entity}Policies`, doing }, async () => {
    for await (const { AttachedPolicies = [] } of attachedPages(account, fact))
      if (AttachedPolicies.some(({ PolicyArn }) => PolicyArn === policyArn)) return true
    return false
  })
  return orGone(attached, false)
}

async function readMember(account: Account, { userName, groupName }: Of<'membership'>): Promise<boolean> {
  const call = { action: 'iam:ListGroupsForUser', doing: `list the groups of user/${userName}` }
  const member = callAws(account, call, async () => {
    for await (const { Groups = [] } of paginateListGroupsForUser(
      { client: iamClient(account) },
      { UserName: userName },
    ))
      if (Groups.some(({ GroupName }) => GroupName === groupName)) return true
    return false
  })
  return orGone(member, false)
}

function readPolicy(account: Account, { policyArn }: Of<'policy'>): Promise<ManagedState | null> {
  const name = policyArn.split('/').at(-1) ?? policyArn
  const doing = `read the policy ${name}`
  const policy = callAws(account, { action: 'iam:GetPolicy', doing }, async () => {
    const { Policy } = await iamClient(account).send(new GetPolicyCommand({ PolicyArn: policyArn }))
    if (!Policy?.DefaultVersionId)
      throw new AppError('unavailable', `AWS did not describe the policy ${name}.`)
    return {
      name,
      path: Policy.Path ?? '/',
      description: Policy.Description ?? '',
      tags: tagsOf(Policy.Tags),
      defaultVersionId: Policy.DefaultVersionId,
      versions: await readVersions(account, policyArn, name),
      attachmentCount: Policy.AttachmentCount ?? 0,
    }
  })
  return orGone<ManagedState | null>(policy, null)
}

const age = (id: string) => Number.parseInt(id.slice(1), 10)

async function readVersions(
  account: Account,
  policyArn: string,
  name: string,
): Promise<ManagedState['versions']> {
  const list = { action: 'iam:ListPolicyVersions', doing: `list the versions of ${name}` }
  const ids = await callAws(account, list, async () => {
    const found: string[] = []
    for await (const { Versions = [] } of paginateListPolicyVersions(
      { client: iamClient(account) },
      { PolicyArn: policyArn },
    ))
      found.push(...Versions.flatMap(({ VersionId }) => VersionId ?? []))
    return found
  })
  const read = { action: 'iam:GetPolicyVersion', doing: `read the versions of ${name}` }
  const versions = ids.sort((left, right) => age(left) - age(right))
  return callAws(account, read, () =>
    Promise.all(
      versions.map(async id => {
        const command = new GetPolicyVersionCommand({ PolicyArn: policyArn, VersionId: id })
        const { PolicyVersion } = await iamClient(account).send(command)
        return { id, text: decoded(PolicyVersion?.Document, `${id} of ${name}`) }
      }),
    ),
  )
}
