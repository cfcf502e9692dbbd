import { expect, it } from 'vitest'
import { foundInWords } from './search-findings-job'

it('a number of findings that stands alone says what it leaves out', () => {
  expect(foundInWords({ caveats: [] }, 1)).toBe('1 finding, the accepted ones included.')
  const caveat = {
    id: 'credentials',
    scope: 'credentials' as const,
    subject: 'access keys',
    message: 'They could not be read.',
    answer: null,
    missingAction: null,
    at: '2026-11-28T01:00:00.000Z',
  }
  expect(foundInWords({ caveats: [caveat] }, 46)).toBe(
    '46 findings, the accepted ones included. Not all of what findings rest on was read: access keys.',
  )
})
