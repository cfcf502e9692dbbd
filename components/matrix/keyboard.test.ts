import { describe, expect, it } from 'vitest'
import { commandOf, moveBy } from './keyboard'

const bounds = { lines: 50, columns: 8, page: 20 }
const at = (line: number, column: number) => ({ line, column })

describe('keys of the grid', () => {
  it.each([
    ['ArrowDown', at(3, 3), at(4, 3)],
    ['ArrowUp', at(0, 3), at(0, 3)],
    ['ArrowRight', at(3, 7), at(3, 7)],
    ['ArrowLeft', at(3, 1), at(3, 0)],
    ['Home', at(3, 5), at(3, 0)],
    ['End', at(3, 5), at(3, 7)],
    ['PageDown', at(45, 5), at(49, 5)],
    ['PageUp', at(25, 5), at(5, 5)],
  ])('%s moves and stays inside', (key, from, to) => {
    expect(moveBy(from, key, false, bounds)).toEqual(to)
  })

  it('Control with Home and End reaches the corners', () => {
    expect(moveBy(at(9, 4), 'Home', true, bounds)).toEqual(at(0, 0))
    expect(moveBy(at(9, 4), 'End', true, bounds)).toEqual(at(49, 7))
  })

  it('leaves other keys, and an empty grid, alone', () => {
    expect(moveBy(at(0, 0), 'x', false, bounds)).toBeNull()
    expect(moveBy(at(0, 0), 'ArrowDown', false, { ...bounds, lines: 0 })).toBeNull()
  })

  it('commands are single keys without Control', () => {
    expect(commandOf('G', false)).toBe('group')
    expect(commandOf('Enter', false)).toBe('explain')
    expect(commandOf('n', false)).toBe('grant')
    expect(commandOf('c', true)).toBeNull()
    expect(commandOf('PageUp', false)).toBeNull()
  })
})
