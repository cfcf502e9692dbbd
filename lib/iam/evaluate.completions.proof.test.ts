import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from './evaluate'
import type { Evaluation } from './evaluation'
import { leavesOf } from './formula'
import type { ContextValue, Layer } from './policy-snapshot'
import {
  ACTION,
  DOUBTFUL,
  factsArbitrary,
  KEYS,
  layersArbitrary,
  RESOURCES,
} from './testing/generated-policies'

/** For each key of the generated policies, values that tell every test apart; undefined leaves the key out. */
const FILL_INS: Record<string, (ContextValue | undefined)[]> = {
  'aws:username': [undefined, 'app', 'jane', 'j*', 'jo', 'other'],
  'aws:PrincipalTag/team': [
    undefined,
    'app',
    'data',
    'other',
    ['app', 'other'],
    ['data', 'app', 'other'],
    '*',
  ],
  'aws:MultiFactorAuthPresent': [undefined, 'true', 'false'],
  'aws:CurrentTime': [
    undefined,
    '2025-01-01T00:00:00Z',
    '2026-01-01T00:00:00Z',
    '2026-06-01T00:00:00Z',
    '2027-01-01T00:00:00Z',
    '2028-01-01T00:00:00Z',
  ],
  'aws:RequestedRegion': [undefined, 'us-east-1', 'eu-west-1', 'app', 'data', 'other'],
  'aws:SourceIp': [undefined, '10.1.0.1', '10.2.0.1', '192.0.2.1', '::1'],
}

type Facts = { context: Record<string, ContextValue>; absentKeys: string[] }

function ask(layers: Layer[], facts: Facts, resource: string, mode: 'strict' | 'discovery'): Evaluation {
  return evaluate({ principalArn: 'arn', action: ACTION, resource, ...facts }, layers, mode)
}

/** Every way of giving the open keys a value, or leaving them out. */
function completions(facts: Facts, keys: string[], several: boolean): Facts[] {
  let filled = [facts]
  for (const key of keys) {
    const values = (FILL_INS[key] ?? []).filter(value => several || !Array.isArray(value))
    filled = filled.flatMap(one =>
      values.map(value =>
        value === undefined ? one : { ...one, context: { ...one.context, [key]: value } },
      ),
    )
  }
  return filled
}

/** Without a set operator these keys have one value at most, as the engine knows. */
const usesSets = (layers: Layer[]) =>
  layers.some(layer => layer.policies.some(({ source }) => /For(Any|All)Value/.test(source.text)))

const usesVariables = (layers: Layer[]) =>
  layers.some(layer => layer.policies.some(({ source }) => source.text.includes('${')))

const usesDoubts = (layers: Layer[]) =>
  layers.some(layer => layer.policies.some(({ source }) => DOUBTFUL.some(each => source.text.includes(each))))

const readable = layersArbitrary.filter(
  layers => !layers.some(layer => layer.policies.some(({ source }) => source.text.includes('Stringlike_'))),
)

describe('every way of filling in what is unknown', { timeout: 60_000 }, () => {
  it('never finds a decision that was said for certain to be wrong, and conditional only where it varies', () => {
    fc.assert(
      fc.property(readable, factsArbitrary, fc.constantFrom(...RESOURCES), (layers, facts, resource) => {
        const open = KEYS.filter(key => facts.context[key] === undefined && !facts.absentKeys.includes(key))
        const answer = ask(layers, facts, resource, 'discovery')
        const used = open.filter(key =>
          layers.some(layer => layer.policies.some(({ source }) => source.text.includes(key))),
        )
        const filled = completions(facts, used.slice(0, 4), usesSets(layers))
        fc.pre(used.length <= 4)
        const outcomes = new Set(filled.map(complete => ask(layers, complete, resource, 'strict').decision))
        if (answer.decision === 'conditional') {
          // A variable in a resource and a condition on the same key are not judged together: see the README.
          if (!usesVariables(layers) && !usesDoubts(layers))
            expect(outcomes.has('allowed') && outcomes.size > 1).toBe(true)
          // What AWS leaves unsaid of a pattern needs no key.
          const unsaid = leavesOf(answer.condition ?? false).some(leaf => 'unread' in leaf)
          if (!unsaid) expect(answer.missingContextKeys.length).toBeGreaterThan(0)
        } else {
          expect(outcomes.has('conditional')).toBe(false)
          expect(outcomes.has('allowed')).toBe(answer.decision === 'allowed')
          if (answer.decision !== 'implicitDeny') expect([...outcomes]).toEqual([answer.decision])
        }
      }),
      { numRuns: 800 },
    )
  })

  it('asks in strict mode as if every open key were absent', () => {
    fc.assert(
      fc.property(
        layersArbitrary,
        factsArbitrary,
        fc.constantFrom(...RESOURCES),
        (layers, facts, resource) => {
          const strict = ask(layers, facts, resource, 'strict')
          const absent = ask(
            layers,
            { ...facts, absentKeys: KEYS.filter(key => facts.context[key] === undefined) },
            resource,
            'discovery',
          )
          expect(strict).toEqual(absent)
        },
      ),
      { numRuns: 200 },
    )
  })
})
