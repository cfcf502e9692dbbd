import { expect, it } from 'vitest'
import { localName } from '@/lib/operator/local-name.js'
import { personName } from '@/lib/operator/person-name'

it.each([
  ['  Mira   Okafor ', 'Mira Okafor'],
  ['Mira\u00a0\u2003Okafor', 'Mira Okafor'],
  ['José', 'José'],
  ['Мира', 'Мира'],
  ['מירה', 'מירה'],
  ['三浦', '三浦'],
  ["Siobhán O'Neill-García", "Siobhán O'Neill-García"],
  ['<b>x</b>', '<b>x</b>'],
  ['x'.repeat(60), 'x'.repeat(60)],
])('takes %j as %j', (given, name) => {
  expect(personName(given)).toEqual({ name, problem: null })
})

it.each([
  ['nothing', ' '],
  ['61 characters', 'x'.repeat(61)],
  ['a line of its own', 'mira\nroot signed in'],
  ['a tab', 'mira\tokafor'],
  ['NUL', 'mira\u0000'],
  ['an escape sequence of terminals', '\u001b[31mmira'],
  ['letters turned round', 'mira\u202etoor'],
  ['a bidirectional isolate', '\u2067mira\u2069'],
  ['a zero-width space, which makes a second mira', 'mi\u200bra'],
  ['a line separator', 'mira\u2028x'],
  ['half a character', 'mira\ud800'],
  ['a private sign', 'mira\ue000'],
  ['marks heaped on a letter', `m${'\u0336\u0337'.repeat(3)}ira`],
  ['a filler that counts as a letter and is not seen', '\u3164'],
  ['a filler beside a name', 'mira\u115f'],
  ['a blank of braille', 'mira\u2800x'],
  ['no letter', '-- ()'],
  ['the mark of names that nobody gave', 'root (local)'],
  ['the same mark, written differently', 'root ( LOCAL )'],
  ['the same mark, with another blank', 'root (\u00a0local)'],
])('refuses %s', (_, given) => {
  expect(personName(given)).toEqual({ name: null, problem: expect.stringMatching(/\w.*\.$/) })
})

it('nobody can give the name of whoever gave none', () => {
  expect(localName()).toMatch(/^\S.* \(local\)$/)
  expect(personName(localName()).name).toBeNull()
})
