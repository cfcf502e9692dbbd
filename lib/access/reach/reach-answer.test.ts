import { describe, expect, it } from 'vitest'
import { principalsAnswer, targetsAnswer, usersAnswer } from './reach-answer'
import type { PrincipalReachRow, TargetReachRow, UserReachRow } from './reach-rows'

const all = { production: false, withoutAdministrators: false }
const principals = (...reach: [number, boolean?][]) =>
  reach.map(([targets, administrator = false]) => ({ targets, administrator }) as PrincipalReachRow)
const targets = (...reach: [number, boolean?][]) =>
  reach.map(([count, production = false]) => ({ principals: count, production }) as TargetReachRow)
const users = (...reach: [number, number][]) =>
  reach.map(([count, exists]) => ({ principals: count, exists }) as UserReachRow)

describe('the answer in one sentence', () => {
  it('names those at the top, ties included, and how many are administrators', () => {
    const rows = principals([12, true], [15, true], [12], [13, true], [12], [12], [3])
    expect(principalsAnswer(rows, 15, all)).toBe(
      '6 principals reach 12 or more of 15 targets; 3 of them are administrators.',
    )
  })

  it.each([
    [principals(), 'No principal reaches any of 15 targets.'],
    [principals([0], [0]), 'No principal reaches any of 15 targets.'],
    [principals([2]), '1 principal reaches 2 of 15 targets; it is not an administrator.'],
    [principals([1], [1]), '2 principals reach 1 of 15 targets; none of them is an administrator.'],
    [
      principals([2, true], [1, true]),
      '2 principals reach 1 or more of 15 targets; all of them are administrators.',
    ],
  ])('says little of little: %#', (rows, sentence) => {
    expect(principalsAnswer(rows, 15, all)).toBe(sentence)
  })

  it('says what was left out of the count', () => {
    const scope = { production: true, withoutAdministrators: true }
    expect(principalsAnswer(principals([4], [2]), 6, scope)).toBe(
      '2 principals reach 2 or more of 6 production targets. Administrators are left out.',
    )
    expect(targetsAnswer(targets([4, true]), 46, scope)).toBe(
      '1 production target is reached by 4 of 46 principals. Administrators are left out.',
    )
    expect(usersAnswer(users(), 46, scope)).toBe(
      'No database user lets anybody in to production. Administrators are left out.',
    )
  })

  it('speaks of targets and of names', () => {
    expect(targetsAnswer(targets([20, true], [9, true], [0]), 46, all)).toBe(
      '2 targets are reached by 9 or more of 46 principals; all of them are in production.',
    )
    expect(usersAnswer(users([20, 2], [9, 0]), 46, all)).toBe(
      '2 database users let in 9 or more of 46 principals; 1 of them was seen in no database that was read.',
    )
  })
})
