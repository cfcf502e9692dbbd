import { expect, it } from 'vitest'
import type { Inventory } from '@/lib/access/model/inventory'
import { readAtOnce } from '@/lib/access/reading/region-reading'
import { AT, allow, refusedAtOnce, sampleUser } from '@/lib/access/testing/sample-inventory'
import { nothingElse } from './nothing-else'

const { principal } = sampleUser('ana', [allow('app')])
const said = (regions: Inventory['regions'], principals: Inventory['principals'] = [principal]) =>
  nothingElse('Nothing else changes', 'Every target was evaluated again.', { regions, principals })
const read = { region: 'us-east-1', targetCount: 3, parts: readAtOnce(AT) }

it('a plan says that nothing else changes only of what was read', () => {
  const lost = { region: 'us-west-2', targetCount: 0, parts: refusedAtOnce(AT) }
  expect(said([read])).toEqual({
    tone: 'ok',
    text: 'Nothing else changes. Every target was evaluated again.',
  })
  expect(said([read, lost])).toEqual({
    tone: 'warn',
    text: 'Nothing else changes on the targets that were read. Not in this answer: us-west-2 not read, so who reaches what is there is not known.',
  })
})

it('a plan made while organisation policies are unread says so where it says that nothing else changes', () => {
  const policies = { ...principal.policies, serviceControl: { state: 'unread' as const } }
  expect(said([read], [{ ...principal, policies }]).text).toBe(
    'Nothing else changes, as far as read: organisation policies are unread. Every target was evaluated again.',
  )
})
