import { expect, it } from 'vitest'
import { isProduction, productionInWords } from './production'

it.each([
  [{ env: 'prod' }, true],
  [{ Environment: 'Production' }, true],
  [{ stage: 'prod-eu' }, true],
  [{ env: 'prd' }, true],
  [{ env: 'live' }, true],
  [{ env: 'liverpool' }, false],
  [{ env: 'staging' }, false],
  [{ owner: 'checkout' }, false],
  [{}, false],
])('%j is production: %s', (tags, production) => {
  expect(isProduction({ tags })).toBe(production)
})

it('counts as production where the tags were not read, and says why', () => {
  expect(isProduction({ tags: null })).toBe(true)
  expect(productionInWords({ tags: null })).toContain('its tags were not read')
  expect(productionInWords({ tags: { env: 'prod' } })).toBe('is production')
})
