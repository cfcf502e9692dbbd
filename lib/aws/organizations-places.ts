import 'server-only'
import {
  DescribeAccountCommand,
  DescribeOrganizationalUnitCommand,
  type OrganizationsClient,
  paginateListParents,
  paginateListRoots,
  type Root,
} from '@aws-sdk/client-organizations'
import type { Account } from '@/lib/account'
import { askOrganizations, PAGE_SIZE } from '@/lib/aws/ask-organizations'
import { AppError } from '@/lib/errors'
import type { ServiceControlLevel } from '@/lib/iam/index'

/** A level before its policies are known. */
export type OrganizationPlace = Omit<ServiceControlLevel, 'policies'>

/** Organizations User Guide, "Quotas": OUs lie at most five deep below the root. */
const DEEPEST = 7

/** A place has exactly one parent. */
async function parentOf(account: Account, client: OrganizationsClient, childId: string) {
  const call = { action: 'ListParents', doing: `find out where ${childId} lies in the organisation` }
  const [parent] = await askOrganizations(account, call, async () => {
    const found = []
    for await (const page of paginateListParents({ client, pageSize: PAGE_SIZE }, { ChildId: childId }))
      found.push(...(page.Parents ?? []))
    return found
  })
  if (parent?.Id && parent.Type) return { id: parent.Id, isRoot: parent.Type === 'ROOT' }
  throw new AppError('unavailable', `AWS did not say where ${childId} lies in the organisation. Read again.`)
}

/** A name is only for people: where it is refused, the id stands for it. */
async function nameOr(id: string, read: () => Promise<string | undefined>): Promise<string> {
  try {
    return (await read()) ?? id
  } catch (error) {
    if (error instanceof AppError && error.code === 'accessDenied') return id
    throw error
  }
}

const unitName = (account: Account, client: OrganizationsClient, id: string) =>
  nameOr(id, async () => {
    const call = { action: 'DescribeOrganizationalUnit', doing: `read the name of ${id}` }
    const command = new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: id })
    return (await askOrganizations(account, call, () => client.send(command))).OrganizationalUnit?.Name
  })

const accountName = (account: Account, client: OrganizationsClient, id: string) =>
  nameOr(id, async () => {
    const call = { action: 'DescribeAccount', doing: `read the name of account ${id}` }
    const command = new DescribeAccountCommand({ AccountId: id })
    return (await askOrganizations(account, call, () => client.send(command))).Account?.Name
  })

/** An organisation has one root today; the one that the account hangs from is meant. */
export async function readRoot(account: Account, client: OrganizationsClient, rootId: string): Promise<Root> {
  const call = { action: 'ListRoots', doing: 'read the root of the organisation' }
  const roots = await askOrganizations(account, call, async () => {
    const found = []
    for await (const page of paginateListRoots({ client, pageSize: PAGE_SIZE }, {}))
      found.push(...(page.Roots ?? []))
    return found
  })
  const root = roots.find(({ Id }) => Id === rootId)
  if (root) return root
  throw new AppError('unavailable', 'AWS did not tell of the root that this account hangs from. Read again.')
}

/** From the account up to the root, answered root first. */
export async function readPlaces(
  account: Account,
  client: OrganizationsClient,
  accountId: string,
): Promise<{ places: OrganizationPlace[]; root: Root }> {
  const places: OrganizationPlace[] = [
    { kind: 'account', id: accountId, name: await accountName(account, client, accountId) },
  ]
  let parent = await parentOf(account, client, accountId)
  while (!parent.isRoot) {
    if (places.length >= DEEPEST)
      throw new AppError(
        'unavailable',
        'The way up to the root of the organisation does not end. Read again.',
      )
    places.unshift({
      kind: 'organizationalUnit',
      id: parent.id,
      name: await unitName(account, client, parent.id),
    })
    parent = await parentOf(account, client, parent.id)
  }
  const root = await readRoot(account, client, parent.id)
  places.unshift({ kind: 'root', id: parent.id, name: root.Name ?? parent.id })
  return { places, root }
}
