import { expect, it } from 'vitest'
import { readAtOnce } from '@/lib/access/region-reading'
import { AT, refusedAtOnce } from '@/lib/access/sample-inventory'
import { nothingElse } from './nothing-else'

it('a plan says that nothing else changes only of what was read', () => {
  const read = { region: 'us-east-1', targetCount: 3, parts: readAtOnce(AT) }
  const lost = { region: 'us-west-2', targetCount: 0, parts: refusedAtOnce(AT) }
  const said = (regions: Parameters<typeof nothingElse>[2]) =>
    nothingElse('Nothing else changes', 'Every target was evaluated again.', regions)
  expect(said([read])).toEqual({
    tone: 'ok',
    text: 'Nothing else changes. Every target was evaluated again.',
  })
  expect(said([read, lost])).toEqual({
    tone: 'warn',
    text: 'Nothing else changes on the targets that were read. Not in this answer: us-west-2 not read, so who reaches what is there is not known.',
  })
})
