import { describe, expect, it } from 'vitest'
import { SCREENS, screenFiles } from './screens.js'

describe('the screens that npm run faults looks at', () => {
  it('are all there are: a new page or route has a row, and no row is left of one that is gone', () => {
    expect(Object.keys(SCREENS).toSorted()).toEqual(screenFiles())
  })
})
