import { describe, expect, it } from 'vitest'
import type { Verdict } from '@/lib/access/model/verdict'
import { byUse, type ConnectionOption, chooseSigner, openToOthers } from './connection-options'

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

describe('openToOthers', () => {
  const signer = (name: string) => ({ arn: name, label: name })
  const others = (of: Record<string, ConnectionOption[]>) =>
    openToOthers(of.caller ?? [], Object.keys(of).map(signer), ({ arn }) => of[arn] ?? []).map(
      ({ otherSigner }) => otherSigner ?? null,
    )

  it('names, of what is closed, the narrowest who opens it, and nobody of the rest', () => {
    const wide = [option('orders', 'app', 'canConnect'), option('orders', 'rw', 'canConnect')]
    const narrow = [option('orders', 'app', 'canConnect')]
    const caller = [option('orders', 'scan', 'canConnect'), option('orders', 'app', 'noAccess')]
    expect(others({ caller, wide, narrow })).toEqual([null, { ...signer('narrow'), withMfa: false }])
    expect(others({ caller, nobody: [option('orders', 'app', 'denied')] })).toEqual([null, null])
    expect(others({ caller: [option('orders', 'app', 'notEvaluated')], narrow })).toEqual([null])
  })

  it('says where it takes MFA, and prefers who needs none', () => {
    const behind = [{ ...option('orders', 'app', 'noAccess'), needsMfa: true as const }]
    const caller = [option('orders', 'app', 'noAccess')]
    expect(others({ caller, behind })).toEqual([{ ...signer('behind'), withMfa: true }])
    const plain = [option('orders', 'app', 'conditional'), option('orders', 'rw', 'canConnect')]
    expect(others({ caller, behind, plain })).toEqual([{ ...signer('plain'), withMfa: false }])
  })
})

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

  it('counts what MFA would open, as who else opens it does: of two equals both name one', () => {
    const behind = { ...option('orders', 'rw', 'noAccess'), needsMfa: true as const }
    const of: Record<string, ConnectionOption[]> = {
      caller: [option('orders', 'app', 'noAccess')],
      more: [option('orders', 'app', 'canConnect'), behind, { ...behind, databaseUser: 'ro' }],
      less: [option('orders', 'app', 'canConnect'), option('orders', 'scan', 'canConnect')],
    }
    const wanted = { resourceId: 'db-orders', databaseUser: 'app' }
    const signers = Object.keys(of).map(arn => ({ arn, label: arn }))
    const optionsFor = ({ arn }: { arn: string }) => of[arn] ?? []
    const [other] = openToOthers(of.caller ?? [], signers, optionsFor)
    expect(chooseSigner(signers, optionsFor, wanted)?.arn).toBe('less')
    expect(other?.otherSigner?.arn).toBe('less')
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
