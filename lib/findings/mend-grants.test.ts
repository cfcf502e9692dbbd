import { expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { spelledOut } from '@/lib/access/decide/user-pattern'
import { connectArn } from '@/lib/access/model/target'
import {
  databaseUser,
  sampleInventory,
  sampleRole,
  sampleScan,
  sampleTarget,
} from '@/lib/access/testing/sample-inventory'
import { type GrantMend, mendGrants } from './mend-grants'
import { finish } from './steps'

const orders = sampleTarget()
const users = [databaseUser('reporting'), databaseUser('app')]
const arn = (user: string) => connectArn(orders, user)

function mended(resource: string | string[], mends: GrantMend[], element = 'Resource') {
  const cast = [sampleRole('agent', [{ Effect: 'Allow', Action: 'rds-db:connect', [element]: resource }])]
  const scans = [sampleScan(orders, users)]
  const access = compileAccess(sampleInventory({ targets: [orders], cast, scans }))
  return finish(mendGrants(access, mends)).map(({ worked }) => {
    const plan = worked?.fix.plan
    if (plan?.kind !== 'replaceDocument') return plan?.kind ?? null
    return [JSON.parse(plan.after).Statement[0].Resource].flat()
  })
}

const rename = (databaseUser: string, to: string): GrantMend => ({
  resourceId: orders.resourceId,
  databaseUser,
  to,
})
const takeBack = (databaseUser: string): GrantMend => ({
  resourceId: orders.resourceId,
  databaseUser,
  to: null,
})

it('the grants name the user that is there, and nothing else of the entry changes', () => {
  expect(mended(arn('Reporting'), [rename('Reporting', 'reporting')])).toEqual([[arn('reporting')]])
})

it('a name with a wildcard in it is spelled so that it means that name alone', () => {
  const [entries] = mended(arn('gone'), [rename('gone', 'odd*name')])
  expect(entries).toEqual([arn(spelledOut('odd*name'))])
})

it('several mends of one policy are one edit of it, in whatever order they were ticked', () => {
  const three = [arn('Reporting'), arn('gone'), arn('away'), arn('app')]
  const mends = [takeBack('gone'), rename('Reporting', 'reporting'), takeBack('away')]
  const after = [[arn('reporting'), arn('app')]]
  expect(mended(three, mends)).toEqual(after)
  expect(mended(three, mends.toReversed())).toEqual(after)
})

it('what is taken back whole is deleted, and what the list has already is not written twice', () => {
  expect(mended(arn('gone'), [takeBack('gone')])).toEqual(['deletePolicy'])
  expect(mended([arn('Reporting'), arn('reporting')], [rename('Reporting', 'reporting')])).toEqual([
    [arn('reporting')],
  ])
})

it('a wildcard, another target and an exception are no grants of that user', () => {
  expect(mended(arn('*'), [takeBack('gone')])).toEqual([])
  expect(mended(arn('gone'), [{ ...takeBack('gone'), resourceId: 'db-OTHER' }])).toEqual([])
  expect(mended(arn('gone'), [takeBack('gone')], 'NotResource')).toEqual([])
})
