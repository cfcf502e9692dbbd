import { describe, expect, it } from 'vitest'
import { cellsBetween } from './document-effect'
import type { AffectedCell } from './finding'

const cell = (
  databaseUser: string,
  before: AffectedCell['before'],
  after: AffectedCell['after'],
): AffectedCell => ({
  principalArn: 'arn:aws:iam::111122223333:role/a',
  principalLabel: 'role/a',
  target: 'orders',
  resourceId: 'db-A',
  databaseUser,
  before,
  after,
})

describe('cellsBetween', () => {
  it('tells a cell once, by the change that made it', () => {
    const first = [cell('app', 'noAccess', 'canConnect')]
    const both = [...first, cell('bi', 'noAccess', 'canConnect')]
    expect(cellsBetween([], first)).toEqual(first)
    expect(cellsBetween(first, both)).toEqual([cell('bi', 'noAccess', 'canConnect')])
  })

  it('begins where the change before it ended, and tells what goes back', () => {
    const first = [cell('app', 'noAccess', 'conditional')]
    expect(cellsBetween(first, [cell('app', 'noAccess', 'canConnect')])).toEqual([
      cell('app', 'conditional', 'canConnect'),
    ])
    expect(cellsBetween(first, [])).toEqual([cell('app', 'conditional', 'noAccess')])
  })
})
