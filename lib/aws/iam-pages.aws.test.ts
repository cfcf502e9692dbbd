import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GetAccountAuthorizationDetailsCommand } from '@aws-sdk/client-iam'
import { afterEach, describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { dropClients, iamClient } from '@/lib/aws/clients'
import { decodeDocument } from '@/lib/aws/decode-document'
import { readIam } from '@/lib/aws/iam'
import type { IamEntities } from '@/lib/aws/iam-entities'
import { readIamPages } from '@/lib/aws/iam-pages'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { metrics } from '@/lib/log/metrics'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { WorldBuilder } from '@/lib/simulator/world/builder'

let aws: SimulatedAws
let server: Server | null = null
afterEach(async () => {
  await aws.close()
  server?.close()
  server?.closeAllConnections()
  server = null
})

async function read(): Promise<IamEntities> {
  const all: IamEntities = { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] }
  await readIamPages(homeAccount(), some => {
    for (const [name, items] of Object.entries(some))
      all[name as keyof IamEntities].push(...(items as never[]))
  })
  return all
}

const named = (list: { PolicyName?: string | undefined; PolicyDocument?: string | undefined }[] = []) =>
  list.map(({ PolicyName, PolicyDocument }) => ({
    PolicyName,
    PolicyDocument: decodeDocument(PolicyDocument),
  }))

it('reads what the SDK itself reads of the same answer, whatever stands in names, tags and documents', async () => {
  aws = await simulatedAccount()
  const builder = new WorldBuilder(aws.world)
  const strange = 'é 漢 \u{1F512} <&> "quoted" \u0085'
  builder.user('lone', { tags: { [strange]: strange, empty: '' }, inline: { [strange]: `{"a":"${'%'}"}` } })
  builder.role('broken', { trust: '{not json', inline: { none: '' } })
  const theirs = await iamClient(homeAccount()).send(
    new GetAccountAuthorizationDetailsCommand({ MaxItems: 1000 }),
  )
  const ours = await read()
  expect(ours.UserDetailList).toEqual(
    theirs.UserDetailList?.map(user => ({
      Arn: user.Arn,
      Path: user.Path,
      UserName: user.UserName,
      UserId: user.UserId,
      GroupList: user.GroupList,
      Tags: user.Tags ?? [],
      PermissionsBoundary: user.PermissionsBoundary && {
        PermissionsBoundaryArn: user.PermissionsBoundary.PermissionsBoundaryArn,
      },
      AttachedManagedPolicies: user.AttachedManagedPolicies?.map(({ PolicyArn }) => ({ PolicyArn })),
      UserPolicyList: named(user.UserPolicyList),
    })),
  )
  expect(
    ours.RoleDetailList.map(role => ({ ...role, InstanceProfileList: role.InstanceProfileList?.length })),
  ).toEqual(
    theirs.RoleDetailList?.map(role => ({
      Arn: role.Arn,
      Path: role.Path,
      RoleName: role.RoleName,
      RoleId: role.RoleId,
      Tags: role.Tags ?? [],
      PermissionsBoundary: role.PermissionsBoundary && {
        PermissionsBoundaryArn: role.PermissionsBoundary.PermissionsBoundaryArn,
      },
      AttachedManagedPolicies: role.AttachedManagedPolicies?.map(({ PolicyArn }) => ({ PolicyArn })),
      AssumeRolePolicyDocument: decodeDocument(role.AssumeRolePolicyDocument),
      RolePolicyList: named(role.RolePolicyList),
      RoleLastUsed: {
        LastUsedDate: role.RoleLastUsed?.LastUsedDate,
        Region: role.RoleLastUsed?.Region,
      },
      InstanceProfileList: role.InstanceProfileList?.length,
    })),
  )
  expect(ours.GroupDetailList.map(({ Arn, GroupPolicyList }) => [Arn, GroupPolicyList])).toEqual(
    theirs.GroupDetailList?.map(({ Arn, GroupPolicyList }) => [Arn, named(GroupPolicyList)]),
  )
  const current = (
    policy: { DefaultVersionId?: string | undefined },
    version: { VersionId?: string | undefined },
  ) => policy.DefaultVersionId === version.VersionId
  expect(
    ours.Policies.map(policy => [
      policy.Arn,
      policy.AttachmentCount,
      policy.PolicyVersionList.map(version => [version.VersionId, version.Document?.text]),
    ]),
  ).toEqual(
    theirs.Policies?.map(policy => [
      policy.Arn,
      policy.AttachmentCount,
      policy.PolicyVersionList?.map(version => [
        version.VersionId,
        current(policy, version) ? decodeDocument(version.Document).text : undefined,
      ]),
    ]),
  )
})

it('shares every text and every policy that stayed as it was with the older reading', async () => {
  aws = await simulatedAccount()
  const older = await readIam(homeAccount())
  const [changed] = aws.world.roles.values()
  changed?.inline.push({ name: 'new', text: '{"Version":"2012-10-17","Statement":[]}' })
  const newer = await readIam(homeAccount(), older as never)
  const before = new Set(older.policies)
  expect(newer.policies.filter(source => !before.has(source)).map(({ name }) => name)).toEqual(['new'])
})

async function answering(bodies: string[]): Promise<void> {
  aws = await simulatedAccount()
  let turn = 0
  server = createServer((request, response) => {
    request.resume()
    response.writeHead(200, { 'Content-Type': 'text/xml' })
    response.end(bodies[Math.min(turn, bodies.length - 1)])
    turn += 1
  })
  await new Promise<void>(resolve => server?.listen(0, '127.0.0.1', resolve))
  process.env.AWS_ENDPOINT_URL_IAM = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  dropClients(homeAccount())
}
afterEach(() => {
  delete process.env.AWS_ENDPOINT_URL_IAM
})

const page = (inside: string) =>
  `<GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult>${inside}</GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>`
const LISTS = '<UserDetailList/><GroupDetailList/><RoleDetailList/><Policies/>'
const more = (marker: string) => page(`<IsTruncated>true</IsTruncated>${marker}${LISTS}`)

describe('an answer that is not whole is an error, never a short account', () => {
  it.each([
    ['IsTruncated without a Marker', [more('')]],
    ['an empty Marker', [more('<Marker></Marker>')]],
    ['the same Marker again', [more('<Marker>a</Marker>')]],
    [
      'Markers in a circle',
      [more('<Marker>a</Marker>'), more('<Marker>b</Marker>'), more('<Marker>a</Marker>')],
    ],
    ['no IsTruncated', [page(LISTS)]],
    ['no lists', [page('<IsTruncated>false</IsTruncated>')]],
    ['an empty body', ['']],
    ['a result without anything', ['<GetAccountAuthorizationDetailsResponse/>']],
    ['cut within', [page(`<IsTruncated>false</IsTruncated>${LISTS}`).slice(0, -60)]],
    ['not well-formed', [page(`<IsTruncated>false</IsTruncated><UserDetailList><member></UserDetailList>`)]],
    ['a page of a proxy', ['<html><body>Sign in to the wifi</body></html>']],
  ])('%s', async (_, bodies) => {
    await answering(bodies)
    await expect(readIam(homeAccount())).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('while a whole one of an empty account is none', async () => {
    await answering([page(`<IsTruncated>false</IsTruncated>${LISTS}`)])
    expect((await readIam(homeAccount())).principals).toEqual([])
  })
})

it('asks for as many as AWS gives at once', async () => {
  aws = await simulatedAccount()
  const before = await count()
  await readIam(homeAccount())
  expect((await count()) - before).toBe(1)
})

async function count(): Promise<number> {
  const { values } = await metrics.awsRequests.get()
  return values
    .filter(({ labels }) => labels.action === 'iam:GetAccountAuthorizationDetails')
    .reduce((sum, { value }) => sum + value, 0)
}
