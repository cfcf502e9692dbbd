import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayText } from './display-text'
import { evaluate } from './evaluate'
import type { EvaluateOptions, Evaluation } from './evaluation'
import type { Layer } from './policy-snapshot'
import {
  ACTION,
  documentArbitrary,
  type Facts,
  factsArbitrary,
  type GeneratedStatement,
  layersArbitrary,
  RESOURCES,
  sourceOf,
  statementArbitrary,
} from './testing/generated-policies'

const resource = fc.constantFrom(...RESOURCES)

function ask(layers: Layer[], facts: Facts, where: string, options: EvaluateOptions = {}): Evaluation {
  return evaluate({ principalArn: 'arn', action: ACTION, resource: where, ...facts }, layers, options)
}

const OPENNESS = { implicitDeny: 0, explicitDeny: 0, conditional: 1, allowed: 2 }
const openness = (evaluation: Evaluation) => OPENNESS[evaluation.decision]

/** One more statement in the layer of that index, in a policy of its own. */
function withStatement(layers: Layer[], index: number, statement: GeneratedStatement): Layer[] {
  const source = sourceOf({ Version: '2012-10-17', Statement: [statement] })
  return layers.map((layer, at) =>
    at === index % layers.length
      ? { ...layer, policies: [...layer.policies, { source, viaGroup: null }] }
      : layer,
  )
}

describe('whatever the policies', { timeout: 60_000 }, () => {
  it('one more Deny never widens, one more Allow never narrows', () => {
    fc.assert(
      fc.property(
        layersArbitrary,
        factsArbitrary,
        resource,
        statementArbitrary,
        fc.nat(2),
        (layers, facts, where, statement, index) => {
          const before = openness(ask(layers, facts, where))
          const after = openness(ask(withStatement(layers, index, statement), facts, where))
          if (statement.Effect === 'Deny') expect(after).toBeLessThanOrEqual(before)
          else expect(after).toBeGreaterThanOrEqual(before)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('one more layer never widens', () => {
    fc.assert(
      fc.property(
        layersArbitrary,
        documentArbitrary,
        factsArbitrary,
        resource,
        (layers, document, facts, where) => {
          const more: Layer = { kind: 'scp', policies: [{ source: sourceOf(document), viaGroup: null }] }
          expect(openness(ask([...layers, more], facts, where))).toBeLessThanOrEqual(
            openness(ask(layers, facts, where)),
          )
        },
      ),
      { numRuns: 300 },
    )
  })

  it('order and duplicates of statements, policies and layers never matter', () => {
    fc.assert(
      fc.property(layersArbitrary, factsArbitrary, resource, (layers, facts, where) => {
        const turned = layers
          .map(layer => ({
            ...layer,
            policies: [...layer.policies, ...layer.policies].reverse().map(reversed),
          }))
          .reverse()
        const before = ask(layers, facts, where)
        const after = ask(turned, facts, where)
        expect(after.decision).toBe(before.decision)
      }),
      { numRuns: 300 },
    )
  })

  it('what is certain although no condition is trusted stays so when conditions are trusted', () => {
    fc.assert(
      fc.property(layersArbitrary, factsArbitrary, resource, (layers, facts, where) => {
        const distrusted = ask(layers, facts, where, { distrustConditions: true })
        const trusted = ask(layers, facts, where)
        if (distrusted.decision === 'allowed') expect(trusted.decision).toBe('allowed')
        if (openness(distrusted) === 0) expect(openness(trusted)).toBe(0)
      }),
      { numRuns: 300 },
    )
  })

  it('the lines of a reason lie in the text as shown, and hold the statement', () => {
    fc.assert(
      fc.property(layersArbitrary, factsArbitrary, resource, fc.boolean(), (layers, facts, where, broken) => {
        const shown = broken
          ? layers.map(layer => ({
              ...layer,
              policies: layer.policies.map(({ source, viaGroup }) => ({
                viaGroup,
                source: { ...source, text: displayText(source.text) },
              })),
            }))
          : layers
        const answer = ask(shown, facts, where)
        expect(answer.reasons.map(reason => [reason.lines, reason.decidingLines])).toEqual(
          ask(layers, facts, where).reasons.map(reason => [reason.lines, reason.decidingLines]),
        )
        for (const { policyId, lines, decidingLines, effect } of answer.reasons) {
          const source = shown
            .flatMap(layer => layer.policies)
            .find(policy => policy.source.id === policyId)?.source
          const text = displayText(source?.text ?? '')
            .split('\n')
            .slice(lines.from - 1, lines.to)
            .join('\n')
          expect(JSON.parse(text.replace(/,$/, ''))).toMatchObject({ Effect: effect })
          for (const line of decidingLines) expect(line >= lines.from && line <= lines.to).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })
})

function reversed(policy: Layer['policies'][number]): Layer['policies'][number] {
  const document = JSON.parse(policy.source.text) as { Statement: unknown[] }
  return { ...policy, source: sourceOf({ ...document, Statement: [...document.Statement].reverse() }) }
}
