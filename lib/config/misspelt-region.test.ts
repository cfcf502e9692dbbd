import { describe, expect, it } from 'vitest'
import { likelyRegion, mayBeRegion } from '@/lib/config/misspelt-region'

describe('a misspelt Region', () => {
  it.each([
    ['us-esat-1', 'us-east-1'],
    ['us-eas-1', 'us-east-1'],
    ['us-east1', 'us-east-1'],
    ['useast-1', 'us-east-1'],
    ['us-east-1a', 'us-east-1'],
    ['US-EAST-1', 'us-east-1'],
    ['us_east_1', 'us-east-1'],
    ['eu-wset-2', 'eu-west-2'],
    ['ap-southeats-2', 'ap-southeast-2'],
    ['eu-centrall-1', 'eu-central-1'],
  ])('%s is no Region; %s is the likely one', (name, likely) => {
    expect(mayBeRegion(name)).toBe(false)
    expect(likelyRegion(name)).toBe(likely)
  })

  it.each(['us-east-1', 'eusc-de-east-1', 'us-gov-west-1', 'ap-southeast-8', 'sa-west-1', 'us-iso-east-1'])(
    '%s is let through: it is one, or may be newer than the list',
    name => expect(mayBeRegion(name)).toBe(true),
  )

  it('names nothing where nothing is like it', () => expect(likelyRegion('europe')).toBeNull())
})
