import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile, compileGradually } from './compile'
import { DECISIONS } from './decision'
import { evaluate } from './evaluate'
import type { Layer, PolicyAttachment, PolicySnapshot } from './policy-snapshot'
import { layersOf, sourcesById } from './principal-layers'
import { ACTION, factsArbitrary, layersArbitrary, RESOURCES, sourceOf } from './testing/generated-policies'

const ROOT = { kind: 'root' as const, name: 'Root', id: 'r-1' }

const attachedTo = (layer: Layer): PolicyAttachment[] =>
  layer.policies.map(({ source, viaGroup }) => ({ policyId: source.id, viaGroup }))

const levelsOf = (layers: Layer[]) =>
  layers.filter(layer => layer.kind === 'scp').map(layer => ({ ...ROOT, policies: attachedTo(layer) }))

function snapshotOf(
  people: {
    layers: Layer[]
    facts: { context: PolicySnapshot['principals'][0]['context']; absentKeys: string[] }
  }[],
): PolicySnapshot {
  const policies = people.flatMap(({ layers }) =>
    layers.flatMap(layer => layer.policies.map(policy => policy.source)),
  )
  const attached = (layers: Layer[], kind: string): PolicyAttachment[] =>
    layers.filter(layer => layer.kind === kind).flatMap(attachedTo)
  return {
    policies,
    principals: people.map(({ layers, facts }, index) => ({
      arn: `arn:aws:iam::111122223333:role/r${index}`,
      ...facts,
      identity: attached(layers, 'identity'),
      boundary: attached(layers, 'boundary')[0] ?? (index % 5 === 4 ? 'unread' : null),
      serviceControl: layers.some(layer => layer.kind === 'scp')
        ? { state: 'read' as const, levels: levelsOf(layers) }
        : { state: 'none' as const },
    })),
  }
}

const people = fc.array(fc.record({ layers: layersArbitrary, facts: factsArbitrary }), {
  minLength: 1,
  maxLength: 5,
})
const options = fc.record({
  mode: fc.constantFrom('strict' as const, 'discovery' as const),
  distrustConditions: fc.boolean(),
  resourceFacts: fc.boolean(),
})

function expected(
  snapshot: PolicySnapshot,
  settings: { mode: 'strict' | 'discovery'; distrustConditions: boolean; resourceFacts: boolean },
): string[] {
  const sources = sourcesById(snapshot)
  return snapshot.principals.flatMap(who =>
    RESOURCES.map(resource => {
      const { arn, context, absentKeys } = who
      const request = { principalArn: arn, action: ACTION, resource, context, absentKeys }
      return evaluate(request, layersOf(who, sources), settings).decision
    }),
  )
}

const named = (cells: Uint8Array) => Array.from(cells, code => DECISIONS[code])

describe('compile', { timeout: 60_000 }, () => {
  it('decides every cell as evaluate() does, as matrix, row and column', () => {
    fc.assert(
      fc.property(people, options, (cast, settings) => {
        const snapshot = snapshotOf(cast)
        const account = compile(snapshot, { action: ACTION, ...settings })
        const cells = expected(snapshot, settings)
        expect(named(account.matrix(RESOURCES))).toEqual(cells)
        for (const [index, resource] of RESOURCES.entries()) {
          const column = cells.filter((_, cell) => cell % RESOURCES.length === index)
          expect(named(account.column(resource))).toEqual(column)
        }
        expect(named(account.row(0, RESOURCES))).toEqual(cells.slice(0, RESOURCES.length))
      }),
      { numRuns: 300 },
    )
  })

  it('explains each layer alone as the whole is explained: one that refuses alone refuses the whole', () => {
    fc.assert(
      fc.property(people, options, (cast, settings) => {
        const snapshot = snapshotOf(cast)
        const account = compile(snapshot, { action: ACTION, ...settings })
        for (const [index, who] of snapshot.principals.entries()) {
          for (const resource of RESOURCES) {
            const { decision } = account.explain(index, resource)
            const layers = account.explainLayers(index, resource)
            const alone = layers.map(layer => layer.evaluation.decision)
            const of = layersOf(who, sourcesById(snapshot)).map(({ kind, level }) => [kind, level])
            expect(layers.map(({ kind, level }) => [kind, level])).toEqual(of)
            if (alone.includes('explicitDeny')) expect(decision).toBe('explicitDeny')
            else if (alone.includes('implicitDeny'))
              expect(['implicitDeny', 'explicitDeny']).toContain(decision)
            else expect(decision === 'allowed').toBe(alone.every(each => each === 'allowed'))
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it('after one policy changed answers as if compiled afresh', () => {
    fc.assert(
      fc.property(people, options, layersArbitrary, (cast, settings, replacement) => {
        const snapshot = snapshotOf(cast)
        const account = compile(snapshot, { action: ACTION, ...settings })
        account.matrix(RESOURCES)
        const [old] = snapshot.policies
        const text = replacement[0]?.policies[0]?.source.text ?? ''
        if (old === undefined) return
        const changed = { ...old, text }
        const policies = snapshot.policies.map(policy => (policy.id === old.id ? changed : policy))
        const fresh = compile({ ...snapshot, policies }, { action: ACTION, ...settings })
        const next = account.withPolicy(changed)
        expect(next.matrix(RESOURCES)).toEqual(fresh.matrix(RESOURCES))
        expect(next.column(RESOURCES[0] ?? '')).toEqual(fresh.column(RESOURCES[0] ?? ''))
        expect(named(account.matrix(RESOURCES))).toEqual(expected(snapshot, settings))
      }),
      { numRuns: 100 },
    )
  })

  it('pauses and answers the same', async () => {
    const layers: Layer[] = [
      {
        kind: 'identity',
        policies: [
          {
            source: sourceOf({
              Version: '2012-10-17',
              Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
            }),
            viaGroup: null,
          },
        ],
      },
    ]
    const snapshot = snapshotOf(
      Array.from({ length: 250 }, () => ({ layers, facts: { context: {}, absentKeys: [] } })),
    )
    let breaths = 0
    const yieldToEventLoop = async () => {
      breaths += 1
    }
    const account = await compileGradually(snapshot, { action: ACTION }, yieldToEventLoop)
    const cells = await account.matrixGradually(RESOURCES, yieldToEventLoop)
    expect(breaths).toBe(4)
    expect(cells).toEqual(compile(snapshot, { action: ACTION }).matrix(RESOURCES))
  })

  it('keeps an attached policy that is missing from the snapshot in the verdict', () => {
    const principal = {
      arn: 'a',
      context: {},
      absentKeys: [],
      boundary: null,
      serviceControl: { state: 'none' as const },
    }
    const snapshot = {
      policies: [],
      principals: [{ ...principal, identity: [{ policyId: 'gone', viaGroup: null }] }],
    }
    const account = compile(snapshot, { action: ACTION })
    expect(named(account.column('x'))).toEqual(['conditional'])
    expect(account.explain(0, 'x').errors).toHaveLength(1)
  })

  it('lists the patterns of attached statements about the action, each once', () => {
    const statement = (Action: string, Resource: string) => ({ Effect: 'Allow', Action, Resource })
    const source = sourceOf({
      Version: '2012-10-17',
      Statement: [statement('rds-db:*', 'r1'), statement('s3:*', 'r2'), statement('*', 'r1')],
    })
    const identity = [{ policyId: source.id, viaGroup: null }]
    const principal = {
      arn: 'a',
      context: {},
      absentKeys: [],
      boundary: null,
      serviceControl: { state: 'none' as const },
      identity,
    }
    const account = compile(
      { policies: [source, sourceOf('{}')], principals: [principal] },
      { action: ACTION },
    )
    expect(account.resourcePatterns()).toEqual([
      { pattern: 'r1', policyId: source.id, effect: 'Allow', not: false },
    ])
  })

  it('says once on which keys judged guardrails rest, and only on those of which something is known', () => {
    const guard = (Condition: object, Action = '*') =>
      sourceOf({ Version: '2012-10-17', Statement: { Effect: 'Deny', Action, Resource: '*', Condition } })
    const scp = guard({
      StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1', 'AWS:PrincipalTag/team': 'a' },
      Bool: { 'aws:SecureTransport': 'false' },
    })
    const own = guard({ ArnLike: { 'aws:PrincipalArn': 'x' } }, ACTION)
    const guardrail = guard({ StringEquals: { 'aws:PrincipalAccount': '1' } })
    const attached = (...sources: { id: string }[]) =>
      sources.map(({ id }) => ({ policyId: id, viaGroup: null }))
    const principal = {
      arn: 'a',
      context: { 'aws:PrincipalArn': 'a', 'aws:PrincipalAccount': '1' },
      absentKeys: ['aws:PrincipalTag/*'],
      boundary: null,
      identity: attached(own, guardrail),
      serviceControl: { state: 'read' as const, levels: [{ ...ROOT, policies: attached(scp) }] },
    }
    const snapshot = { policies: [scp, own, guardrail], principals: [principal] }
    const options = { action: ACTION, resourceFacts: true }
    expect(compile(snapshot, { ...options, distrustConditions: true }).judgedKeys()).toEqual([
      'AWS:PrincipalTag/team',
      'aws:PrincipalAccount',
      'aws:RequestedRegion',
    ])
    expect(compile(snapshot, options).judgedKeys()).toEqual([])
  })
})
