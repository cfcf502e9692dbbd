import { expect, it } from 'vitest'
import { AT, refusedAtOnce } from '@/lib/access/testing/sample-inventory'
import { beyondRead } from './beyond-read'
import { readAtOnce, regionState } from './region-reading'

const read = { region: 'us-east-1', targetCount: 3, parts: readAtOnce(AT) }
const lost = { region: 'us-west-2', targetCount: 0, parts: refusedAtOnce(AT) }

it('an answer about all targets says which Regions are not in it', () => {
  expect(regionState(lost)).toBe('refused')
  expect(beyondRead([read, lost])).toBe(
    'Not in this answer: us-west-2 not read, so who reaches what is there is not known.',
  )
  expect(beyondRead([read])).toBeNull()
})
