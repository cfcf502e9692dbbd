import { expect, it } from 'vitest'
import { noteWrongKey, waitAfterWrongKeys } from '@/lib/operator/wrong-keys'

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23) + seconds * 1000)

it('ten wrong keys within a minute make everybody wait for the rest of it', () => {
  for (let second = 0; second < 10; second++) {
    expect(waitAfterWrongKeys(at(second))).toBe(0)
    noteWrongKey(at(second))
  }
  expect(waitAfterWrongKeys(at(10))).toBe(50)
  expect(waitAfterWrongKeys(at(59.5))).toBe(1)
  expect(waitAfterWrongKeys(at(60))).toBe(0)
  noteWrongKey(at(60))
  expect(waitAfterWrongKeys(at(60.5))).toBe(1)
  expect(waitAfterWrongKeys(at(61))).toBe(0)
})
