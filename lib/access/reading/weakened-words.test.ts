import { expect, it } from 'vitest'
import { weakenedWords } from './weakened-words'

it('says which answers are weakened by what, each group of answers once', () => {
  expect(
    weakenedWords([
      { subject: 'SCPs' },
      { subject: 'guardrails' },
      { subject: 'ops', whose: 'role/ops' },
      { subject: 'ops-more', whose: 'role/ops' },
    ]),
  ).toBe('every answer here: SCPs, guardrails; answers of role/ops: ops, ops-more')
})

it('counts what there is no room to name', () => {
  const many = ['a', 'b', 'c', 'd', 'e'].map(subject => ({ subject }))
  expect(weakenedWords(many)).toBe('every answer here: a, b, c and 2 more')
  const spread = ['a', 'b', 'c', 'd'].map(subject => ({ subject, whose: `role/${subject}` }))
  expect(weakenedWords(spread)).toMatch(/^answers of role\/a: a; .*; and answers of more principals$/)
})
