import { expect, it } from 'vitest'
import { paletteWords } from './palette-words'

const reading = { items: [], notSearched: null, problem: null }
const shown = { query: 'zzz', term: 'zzz', busy: false, reading, some: false }

it.each([
  ['nothing found', shown, 'Nothing is called “zzz”. Try a part of a name or an id.'],
  ['something found', { ...shown, some: true }, null],
  [
    'the nearest',
    { ...shown, some: true, reading: { ...reading, nearest: true as const } },
    'Nothing is called “zzz”. This comes nearest.',
  ],
  [
    'an id that nobody has, and the nearest names',
    { ...shown, some: true, reading: { ...reading, lookedFor: 'resource id db-X' } },
    'Looked for resource id db-X: nothing has it. By name, this comes nearest.',
  ],
  [
    'not all was read',
    { ...shown, reading: { ...reading, notSearched: 'us-west-2 not read' } },
    'Nothing that was read is called “zzz”.',
  ],
  [
    'a failure',
    { ...shown, reading: { ...reading, problem: 'The server did not answer. Try again.' } },
    'The server did not answer. Try again.',
  ],
  ['an older list while it searches', { ...shown, busy: true, some: true }, null],
])('says what is true: %s', (_, state, words) => {
  expect(paletteWords(state)).toBe(words)
})

it('says of a pasted token that it stays here, whatever was found', () => {
  const query = 'h.abc.us-east-1.rds.amazonaws.com:5432/?Action=connect&DBUser=app&X-Amz-Signature=a1'
  expect(paletteWords({ ...shown, query, some: true })).toContain('It stays in this page')
})
