import { describe, expect, it } from 'vitest'
import type { Decision } from './decision'
import { evaluate } from './evaluate'
import type { Layer } from './policy-snapshot'
import { sourceOf } from './testing/generated-policies'

/** Statements as a layer sees them: certain, or open on a key of their own. */
type Part = { effect: 'Allow' | 'Deny'; open: boolean }

const PARTS: Part[] = [
  { effect: 'Allow', open: false },
  { effect: 'Allow', open: true },
  { effect: 'Deny', open: false },
  { effect: 'Deny', open: true },
]
const MOST_PARTS = 3

/** Every layer of at most three statements, order aside. */
function smallLayers(from = 0, size = MOST_PARTS): Part[][] {
  if (size === 0) return [[]]
  return [
    [],
    ...PARTS.slice(from).flatMap((part, index) =>
      smallLayers(from + index, size - 1).map(rest => [part, ...rest]),
    ),
  ]
}

interface Named extends Part {
  key: string
}

function nameKeys(pair: Part[][]): Named[][] {
  let count = 0
  return pair.map(layer =>
    layer.map(part => {
      count += 1
      return { ...part, key: `aws:PrincipalTag/k${count}` }
    }),
  )
}

function layersOf(pair: Named[][]): Layer[] {
  return pair.map((parts, index) => {
    const Statement = parts.map(({ effect, open, key }) => ({
      Effect: effect,
      Action: '*',
      Resource: '*',
      ...(open ? { Condition: { StringEquals: { [key]: 'yes' } } } : {}),
    }))
    const source = sourceOf({ Version: '2012-10-17', Statement })
    return { kind: index === 0 ? 'identity' : 'boundary', policies: [{ source, viaGroup: null }] }
  })
}

/** The rule of the documentation for a request of which everything is known. */
function decide(pair: Named[][], holds: ReadonlySet<string>): Decision {
  const matches = ({ open, key }: Named) => !open || holds.has(key)
  const has = (layer: Named[], effect: Part['effect']) =>
    layer.some(part => part.effect === effect && matches(part))
  if (pair.some(layer => has(layer, 'Deny'))) return 'explicitDeny'
  return pair.every(layer => has(layer, 'Allow')) ? 'allowed' : 'implicitDeny'
}

function subsetsOf(keys: string[]): Set<string>[] {
  return keys.reduce<Set<string>[]>(
    (subsets, key) => subsets.flatMap(subset => [subset, new Set([...subset, key])]),
    [new Set()],
  )
}

const ask = (layers: Layer[], context: Record<string, string>, mode: 'strict' | 'discovery') =>
  evaluate({ principalArn: 'arn', action: 'rds-db:connect', resource: 'x', context }, layers, mode)

describe('every pair of small layers', { timeout: 60_000 }, () => {
  const layers = smallLayers()

  it('are 35 layers and 1,225 pairs', () => {
    expect(new Set(layers.map(layer => JSON.stringify(layer))).size).toBe(35)
  })

  it('is never wrongly allowed or denied, and conditional exactly where the answer varies', () => {
    for (const first of layers) {
      for (const second of layers) {
        const pair = nameKeys([first, second])
        const evaluated = layersOf(pair)
        const keys = pair.flat().flatMap(({ open, key }) => (open ? [key] : []))
        const outcomes = new Set(subsetsOf(keys).map(holds => decide(pair, holds)))
        const { decision } = ask(evaluated, {}, 'discovery')
        if (outcomes.has('allowed') && outcomes.size > 1) expect(decision).toBe('conditional')
        else if (outcomes.has('allowed')) expect(decision).toBe('allowed')
        else expect(decision).toBe(outcomes.has('implicitDeny') ? 'implicitDeny' : 'explicitDeny')
      }
    }
  })

  it('is decided as the documentation says once everything is known', () => {
    for (const first of layers) {
      for (const second of layers.filter(layer => layer.length < MOST_PARTS)) {
        const pair = nameKeys([first, second])
        const evaluated = layersOf(pair)
        const keys = pair.flat().flatMap(({ open, key }) => (open ? [key] : []))
        for (const holds of subsetsOf(keys)) {
          const context = Object.fromEntries(keys.map(key => [key, holds.has(key) ? 'yes' : 'no']))
          expect(ask(evaluated, context, 'strict').decision).toBe(decide(pair, holds))
        }
      }
    }
  })
})
