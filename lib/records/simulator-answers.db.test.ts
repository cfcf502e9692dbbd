import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { KeptAnswer } from '@/lib/access/model/simulated-cell'
import { closeRecords, records } from './pool'
import { loadAnswers, saveAnswers } from './simulator-answers'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-answers-'))
const ACCOUNT = '111122223333'

beforeAll(() => {
  chmodSync(folder, 0o711)
  delete process.env.DATABASE_URL
  process.env.GATEHOUSE_DATA_DIR = folder
})
beforeEach(async () => {
  await (await records()).query('truncate gatehouse.simulator_answers')
})
afterAll(async () => {
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

const answer = (resource: string, patch: Partial<KeptAnswer> = {}): KeptAnswer => ({
  principalArn: `arn:aws:iam::${ACCOUNT}:role/etl`,
  resource,
  policyState: 'state',
  decision: 'explicitDeny',
  organizationAllows: false,
  missingContextKeys: ['aws:MultiFactorAuthPresent', 'a "quoted", {odd} key'],
  askedAt: '2026-11-23T14:01:50.000Z',
  ...patch,
})

it('comes back as it was said, across a restart', async () => {
  const yes: Partial<KeptAnswer> = { decision: 'allowed', organizationAllows: true, missingContextKeys: [] }
  const said = [answer('a'), answer('b', { organizationAllows: null }), answer('c', yes)]
  await saveAnswers(ACCOUNT, said)
  await closeRecords()
  expect((await loadAnswers(ACCOUNT)).sort((x, y) => (x.resource < y.resource ? -1 : 1))).toEqual(said)
})

it('the newest of a cell counts, in whatever order two servers write', async () => {
  const newer = answer('a', { organizationAllows: true, askedAt: '2026-11-23T14:05:00.000Z' })
  await saveAnswers(ACCOUNT, [newer])
  await saveAnswers(ACCOUNT, [answer('a')])
  expect(await loadAnswers(ACCOUNT)).toEqual([newer])
})

it('holds so many of an account and no more: the oldest go, those of other accounts stay', async () => {
  await saveAnswers('444455556666', [answer('z', { askedAt: '2026-01-01T00:00:00.000Z' })])
  const at = (minute: number) => `2026-11-23T14:0${minute}:00.000Z`
  await saveAnswers(
    ACCOUNT,
    [1, 2, 3, 4].map(minute => answer(`r${minute}`, { askedAt: at(minute) })),
  )
  await saveAnswers(ACCOUNT, [answer('r5', { askedAt: at(5) })], 3)
  expect((await loadAnswers(ACCOUNT)).map(({ resource }) => resource).sort()).toEqual(['r3', 'r4', 'r5'])
  expect(await loadAnswers('444455556666')).toHaveLength(1)
})

it('a no of the organisation outlasts newer answers that deny nothing', async () => {
  const later = { askedAt: '2026-11-23T15:00:00.000Z' }
  const harmless = ['b', 'c', 'd'].map(name => answer(name, { ...later, organizationAllows: null }))
  await saveAnswers(ACCOUNT, [answer('a'), ...harmless], 2)
  expect((await loadAnswers(ACCOUNT)).map(({ resource }) => resource).sort()).toEqual(['a', 'b'])
})

it('two servers that write the same cells at once wait for each other and lose nothing', async () => {
  const names = Array.from({ length: 50 }, (_, index) => `n${index}`)
  const write = (list: string[]) =>
    saveAnswers(
      ACCOUNT,
      list.map(name => answer(name)),
    )
  await Promise.all([
    write(names),
    write([...names].reverse()),
    write(names.slice(10)),
    write(names.slice(0, 30)),
  ])
  expect(await loadAnswers(ACCOUNT)).toHaveLength(50)
})
