import { describe, expect, it } from 'vitest'
import type { Finding, Severity } from '@/lib/findings/finding'
import { foldedOrder, foldFindings, sortFindings } from './fold-findings'

const finding = (rule: string, subject: string, severity: Severity = 'high'): Finding => ({
  id: `${rule}:${subject}`,
  rule,
  severity,
  title: rule,
  sentence: '',
  subject: { kind: 'policy', label: subject },
  targets: [],
  evidence: { kind: 'facts', facts: [] },
  affected: [],
  affectedTotal: 0,
  affectedArns: [],
  fixes: [],
  source: { title: '', url: '' },
})
const many = Array.from({ length: 7 }, (_, index) => finding('wildcard-user', `p${index}`))
const few = [finding('other-region', 'a', 'critical'), finding('other-region', 'b', 'critical')]
const shape = (entries: ReturnType<typeof foldFindings>) =>
  entries.map(entry =>
    'finding' in entry
      ? entry.finding.id
      : `${entry.group.rule} ${entry.group.count}${entry.group.open ? ` open ${entry.group.members.length}` : ''}`,
  )

describe('foldFindings', () => {
  it('makes one line of many findings of a rule, and leaves a few as they are', () => {
    expect(shape(foldFindings([...few, ...many], { opened: [], selected: null }))).toEqual([
      'other-region:a',
      'other-region:b',
      'wildcard-user 7',
    ])
  })

  it('opens what is asked for, and never hides the selected finding', () => {
    expect(shape(foldFindings(many, { opened: ['wildcard-user'], selected: null }))).toEqual([
      'wildcard-user 7 open 7',
    ])
    expect(shape(foldFindings(many, { opened: [], selected: 'wildcard-user:p6' }))).toEqual([
      'wildcard-user 7 open 7',
    ])
  })

  it('shows a hundred of a large group, the selected one among them', () => {
    const large = Array.from({ length: 250 }, (_, index) => finding('unused-policy', `p${index}`))
    const [entry] = foldFindings(large, { opened: [], selected: 'unused-policy:p180' })
    const group = entry && 'group' in entry ? entry.group : null
    expect(group?.members).toHaveLength(100)
    expect(group?.more).toBe(150)
    expect(group?.members.map(({ id }) => id)).toContain('unused-policy:p180')
  })

  it('tells every finding once, opened or not', () => {
    expect(foldedOrder([...few, ...many]).map(({ id }) => id)).toHaveLength(9)
  })
})

describe('sortFindings', () => {
  it('sorts by age, what has no date last both ways', () => {
    const [a, b, c] = [finding('x', 'a'), finding('x', 'b'), finding('x', 'c')]
    const seen = new Map([
      [a.id, '2026-11-01'],
      [c.id, '2026-11-20'],
    ])
    expect(sortFindings([a, b, c], 'newest', seen)).toEqual([c, a, b])
    expect(sortFindings([a, b, c], 'oldest', seen)).toEqual([a, c, b])
    expect(sortFindings([a, b, c], 'severity', seen)).toEqual([a, b, c])
  })
})
