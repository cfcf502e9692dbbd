import { expect } from 'vitest'
import { evaluate, type Layer } from '@/lib/iam/index'
import { completions } from './completions'
import { type GeneratedCase, generateCase, seededRandom } from './generate-case'
import { simpleDecision } from './simple-evaluator'
import type { SimpleRequest } from './simple-matching'

function byEngine(each: GeneratedCase) {
  const layers: Layer[] = each.layers.map((layer, at) => ({
    kind: layer.kind,
    policies: layer.documents.map((text, index) => ({
      source: {
        id: `policy-${at}-${index}`,
        name: `policy-${at}-${index}`,
        kind: 'inline',
        versionId: null,
        text,
      },
      viaGroup: null,
    })),
  }))
  const request = {
    principalArn: 'arn:aws:iam::111122223333:user/someone',
    action: 'rds-db:connect',
    resource: each.resource,
    context: each.context,
    absentKeys: each.absentKeys,
    beginnings: each.beginnings,
  }
  const { mode, resourceFacts } = each
  return evaluate(request, layers, { mode, resourceFacts }).decision
}

function bySimple(each: GeneratedCase) {
  const absent = new Set(each.absentKeys.map(key => key.toLowerCase()))
  const context = new Map(
    Object.entries(each.context).map(([key, value]) => [key.toLowerCase(), [value].flat()] as const),
  )
  const region = 'aws:requestedregion'
  if (each.resourceFacts && !context.has(region) && !absent.has(region))
    context.set(region, [each.resource.split(':')[3] ?? ''])
  const request: SimpleRequest = {
    action: 'rds-db:connect',
    resource: each.resource,
    context,
    absent,
    begun: new Map(Object.entries(each.beginnings)),
    unsaid: each.unsaid,
    otherwise: each.mode === 'strict' ? 'absent' : 'unknown',
  }
  return simpleDecision(
    each.layers.map(layer => layer.documents),
    request,
  )
}

/**
 * The plain evaluator weighs every unknown by itself. The engine may see that two of them cannot both be so (the same
 * variable in an Allow and a Deny); it is right where every way of filling in the unknowns ends as it says.
 */
function isSounder(each: GeneratedCase, simple: string, engine: string): boolean {
  const decisions = new Set<string>()
  for (const complete of completions(each)) decisions.add(bySimple(complete))
  if (simple === 'implicitDeny')
    return engine === 'explicitDeny' && decisions.size === 1 && decisions.has(engine)
  if (simple !== 'conditional' || decisions.has('conditional')) return false
  return engine === 'allowed' ? decisions.size === 1 && decisions.has(engine) : !decisions.has('allowed')
}

/** Fails where the engine and the plain evaluator disagree on a case that this seed generates. */
export function expectAgreement(seed: number, count: number): void {
  const random = seededRandom(seed)
  const seen: Record<string, number> = {}
  const disagreements: unknown[] = []
  for (let index = 0; index < count; index++) {
    const each = generateCase(random)
    const simple = bySimple(each)
    const engine = byEngine(each)
    seen[simple] = (seen[simple] ?? 0) + 1
    if (simple === engine || isSounder(each, simple, engine)) continue
    if (disagreements.length < 3) disagreements.push({ index, simple, engine, each })
  }
  expect(disagreements).toEqual([])
  // Each decision must really occur, or the comparison says little.
  for (const decision of ['allowed', 'explicitDeny', 'implicitDeny', 'conditional']) {
    expect(seen[decision] ?? 0).toBeGreaterThan(count / 50)
  }
}
