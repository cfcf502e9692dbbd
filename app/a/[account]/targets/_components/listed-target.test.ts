import { expect, it } from 'vitest'
import { openSupport } from './listed-target'

it('says of a switch that is off whether it can be on only where AWS told', () => {
  expect(openSupport('off', 'unknown')).toMatch(/is not known\.$/)
  expect(openSupport('off', 'yes')).toBeNull()
  expect(openSupport('on', 'unknown')).toBeNull()
})
