import { describe, expect, it } from 'vitest'
import type { Verdict } from '@/lib/access/model/verdict'
import { byUse, type ConnectionOption, chooseSigner } from './connection-options'

function option(
  target: string,
  databaseUser: string,
  verdict: Verdict,
  lastIssuedAt: string | null = null,
): ConnectionOption {
  return {
    region: 'r',
    resourceId: `db-${target}`,
    target,
    kind: 'instance',
    databaseUser,
    verdict,
    asFarAsRead: false,
    note: null,
    lastIssuedAt,
  }
}

const reach: Record<string, ConnectionOption[]> = {
  caller: [option('orders', 'scan', 'canConnect'), option('orders', 'app', 'noAccess')],
  oncall: [option('orders', 'app', 'conditional'), option('orders', 'scan', 'canConnect')],
  nobody: [option('orders', 'app', 'denied')],
}
const optionsFor = (signer: string) => reach[signer] ?? []

describe('chooseSigner', () => {
  it('opens what is wanted surely before on a condition, and reaches least else', () => {
    const more: Record<string, ConnectionOption[]> = {
      ...reach,
      dba: [option('orders', 'app', 'canConnect'), option('orders', 'scan', 'canConnect')],
      reader: [option('orders', 'app', 'canConnect')],
    }
    const wanted = { resourceId: 'db-orders', databaseUser: 'app' }
    expect(chooseSigner(['caller', 'oncall', 'dba', 'reader'], signer => more[signer] ?? [], wanted)).toBe(
      'reader',
    )
  })

  it('is one that opens what is wanted', () => {
    const wanted = { resourceId: 'db-orders', databaseUser: 'app' }
    expect(chooseSigner(['caller', 'nobody', 'oncall'], optionsFor, wanted)).toBe('oncall')
    expect(
      chooseSigner(['caller', 'oncall'], optionsFor, { resourceId: 'db-orders', databaseUser: null }),
    ).toBe('caller')
  })

  it('is the server itself when nothing is wanted, or the narrowest where the server opens nothing', () => {
    expect(chooseSigner(['nobody', 'oncall', 'caller'], optionsFor, null)).toBe('caller')
    expect(chooseSigner(['caller', 'scanner'], () => reach.caller ?? [], null)).toBe('caller')
    expect(chooseSigner(['nobody', 'also nobody'], optionsFor, null)).toBe('nobody')
    expect(chooseSigner(['caller', 'nobody'], optionsFor, { resourceId: 'db-x', databaseUser: 'y' })).toBe(
      'caller',
    )
  })

  it('is the last one used while that still opens what is wanted, however narrow another is', () => {
    const wanted = { resourceId: 'db-orders', databaseUser: 'scan' }
    expect(chooseSigner(['caller', 'oncall'], optionsFor, wanted, 'oncall')).toBe('oncall')
    expect(chooseSigner(['caller', 'oncall'], optionsFor, null, 'oncall')).toBe('oncall')
    expect(chooseSigner(['caller', 'nobody'], optionsFor, wanted, 'nobody')).toBe('caller')
  })
})

it('what opens comes first, then what was used last, then the name', () => {
  const options = [
    option('b', 'x', 'denied', '2026-11-18T00:00:00.000Z'),
    option('c', 'x', 'canConnect'),
    option('a', 'x', 'conditional'),
    option('d', 'x', 'canConnect', '2026-11-17T00:00:00.000Z'),
  ]
  expect(options.toSorted(byUse).map(one => one.target)).toEqual(['d', 'a', 'c', 'b'])
})
