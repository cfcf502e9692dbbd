import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { reaches } from '@/lib/access/model/verdict'
import { homeAccount } from '@/lib/account'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { closeRecords } from '@/lib/records/pool'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { getUserReach } from '@/lib/services/principals/get-user-reach'
import { listReach } from '@/lib/services/principals/list-reach'
import { person } from '@/lib/services/testing/person'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-reach-'))
const mira = person('mira', ['read'])
const stranger = person('mira', [])
const everything = { find: '', production: false, withoutAdministrators: false, direction: 'desc' } as const
const byName = { name: 'reporting', production: false, withoutAdministrators: false }
let aws: SimulatedAws

beforeAll(async () => {
  process.env.GATEHOUSE_DATA_DIR = folder
  aws = await simulatedAccount()
  forgetReading(homeAccount())
})
afterAll(async () => {
  await aws.close()
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

it('refuses an operator without the capability', async () => {
  const question = { ...everything, view: 'principals', sort: 'targets' } as const
  await expect(listReach(stranger, question)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(getUserReach(stranger, { ...byName, page: 1 })).rejects.toMatchObject({ code: 'forbidden' })
})

it('the cast: administrators reach most, and say so', async () => {
  const { list, answer, total, unknowns } = await listReach(mira, {
    ...everything,
    view: 'principals',
    sort: 'targets',
  })
  expect(list.rows).toHaveLength(total)
  expect(answer).toMatch(
    /^\d+ principals reach \d+.* of 15 targets; \d of them are administrators\. As far as read: organisation policies are unread\.$/,
  )
  expect(unknowns).toMatchObject({ targets: 15, unread: 14, proxies: 1 })
})

it('a database user has as many principals on its own page as in the list', async () => {
  const { list } = await listReach(mira, { ...everything, view: 'users', sort: 'principals' })
  if (list.view !== 'users') throw new Error('another list was answered')
  for (const row of list.rows.slice(0, 12)) {
    const page = await getUserReach(mira, { ...byName, name: row.name, page: 'all' })
    expect([row.name, page.principals, page.reachedOn]).toEqual([row.name, row.principals, row.reachedOn])
    expect(page.targets).toBe(row.exists + row.missing + row.unread)
  }
})

it('pages hold every row once, in order, and counts stay those of the whole', async () => {
  const whole = await getUserReach(mira, { ...byName, page: 'all' })
  const keys = (value: typeof whole) =>
    value.places.flatMap(place => place.rows.map(row => `${place.target.resourceId} ${row.principal.arn}`))
  const first = await getUserReach(mira, { ...byName, page: 1 })
  const pages = [first]
  for (let page = 2; page <= first.pages; page++) pages.push(await getUserReach(mira, { ...byName, page }))
  expect(first.pages).toBeGreaterThan(1)
  expect(pages.flatMap(keys)).toEqual(keys(whole))
  for (const page of pages) expect(page.counts).toEqual(whole.counts)
  const reaching = whole.places.flatMap(place => place.rows).filter(({ verdict }) => reaches(verdict))
  expect(new Set(reaching.map(({ principal }) => principal.arn)).size).toBe(whole.principals)
})
