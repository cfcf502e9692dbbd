import { describe, expect, it } from 'vitest'
import { workOn } from '@/lib/grants/testing/generated-changes'
import { databaseUser } from '@/lib/grants/testing/tiny-iam'
import type { PlanStep } from '../grant-plan'
import { factKey, factOf } from './fact'
import { progressOf } from './reversal-plan'
import { reverseStep } from './reverse-step'
import { stepConflict } from './step-conflict'
import { stepState } from './step-state'
import { isWorkUndone, linesAfter, onlyEndsSessions, sameLines, withoutSessions } from './user-lines'

const bi = databaseUser('bi')
const state = (lines: string[] | null) => ({ kind: 'databaseUser' as const, lines })
const made = workOn(bi, ['exists', 'may sign in'], [])
const given = workOn(bi, ['SELECT on schema public in orders'], [])
const ended = workOn(bi, [], ['session 12', 'session 13'], null)

describe('a step inside a database', () => {
  it('is about one user of one server, and nobody else writes that user meanwhile', () => {
    expect(factKey(factOf(made))).toBe(`databaseUser us-east-1 ${bi.resourceId} bi`)
    expect(made.locks).toBe(`databaseUser ${bi.resourceId} bi`)
  })

  it.each<[string, PlanStep, string[] | null, string[] | null, string]>([
    ['not begun', made, null, null, 'undone'],
    ['done', made, null, ['exists', 'may sign in'], 'done'],
    ['done, and somebody gave more', made, null, ['exists', 'may sign in', 'has CREATEDB'], 'done'],
    ['half of it there', made, null, ['exists'], 'changed'],
    ['given', given, ['exists'], ['exists', 'SELECT on schema public in orders'], 'done'],
    ['not given', given, ['exists'], ['exists'], 'undone'],
    ['the user gone meanwhile', given, ['exists'], null, 'changed'],
    ['before the user is made', given, null, null, 'undone'],
    ['sessions ended', ended, ['exists', 'session 12', 'session 13'], ['exists'], 'done'],
    ['one of them left', ended, ['exists', 'session 12', 'session 13'], ['exists', 'session 13'], 'undone'],
  ])('%s', (_, step, before, now, expected) => {
    expect(stepState(step, state(before), state(now))).toBe(expected)
  })

  it('is taken back by what was kept with it, and that by what was run', () => {
    const [back] = reverseStep(made, state(null), state(['exists', 'may sign in']))
    expect(back?.sql).toMatchObject({
      statements: ['REVOKE'],
      undo: ['GRANT'],
      adds: [],
      removes: ['exists', 'may sign in'],
    })
    expect(reverseStep(ended, state(['exists', 'session 12']), state(['exists']))).toEqual([])
  })

  it('a user who got more since is not dropped with it', () => {
    const recorded = [{ step: made, before: state(null) }]
    const now = new Map([[factKey(bi), state(['exists', 'may sign in', 'has CREATEDB', 'session 9'])]])
    const [one] = progressOf(recorded, now)
    expect(one && stepConflict(one, [one], 'undo')?.sentence).toBe('bi has got more since: has CREATEDB.')
    expect(one && stepConflict(one, [one], 'finish')).toBeNull()
  })
})

describe('lines', () => {
  it('come and go; of whom nothing is true, there is none', () => {
    expect(linesAfter({ adds: ['b'], removes: ['a'] }, ['a', 'c'])).toEqual(['b', 'c'])
    expect(linesAfter({ adds: [], removes: ['a'] }, ['a'])).toBeNull()
  })

  it('of people who come and go are no change', () => {
    expect(withoutSessions(['exists', 'session 4'])).toEqual(['exists'])
    expect(sameLines(['a', 'b'], ['b', 'a'])).toBe(true)
    expect(sameLines([], null)).toBe(false)
    expect(onlyEndsSessions({ adds: [], removes: ['session 4'] })).toBe(true)
    expect(onlyEndsSessions({ adds: [], removes: ['session 4', 'may sign in'] })).toBe(false)
    expect(isWorkUndone({ adds: [], removes: ['session 4'] }, ['exists', 'session 4'], null)).toBe(false)
  })
})
