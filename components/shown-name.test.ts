import { describe, expect, test } from 'vitest'
import { shownName } from './shown-name'

describe('how a principal is named', () => {
  test('the role of a permission set has the name of the set, underscores and all', () => {
    expect(shownName('role/AWSReservedSSO_AdministratorAccess_3f1c9a7d52e8b046')).toBe('AdministratorAccess')
    expect(shownName('role/AWSReservedSSO_on_call_8b2d4f6a91c3e507')).toBe('on_call')
  })

  test('whatever only looks like one keeps its own', () => {
    for (const label of [
      'role/AWSReservedSSO_Engineer',
      'role/etl',
      'user/AWSReservedSSO_A_8b2d4f6a91c3e507',
    ])
      expect(shownName(label)).toBe(label)
  })
})
