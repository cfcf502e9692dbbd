import type { Reason } from './evaluation'
import type { Formula } from './formula'
import { actionMatches } from './match-action'
import { readingsOf } from './pattern-readings'
import type { Layer, PolicySource } from './policy-snapshot'
import type { PreparedPattern, PreparedStatement } from './prepare-statement'
import type { RequestContext } from './request-context'
import { compileGlob, globMatches } from './wildcard'

interface Matched {
  prepared: PreparedStatement
  effect: 'Allow' | 'Deny'
  layer: Layer
  source: PolicySource
  viaGroup: string | null
  formula: Formula
  count: number
}

interface Asked {
  request: { resource: string }
  lowerAction: string
  context: RequestContext
}

export function reasonFor(matched: Matched, asked: Asked): Reason {
  const { prepared, effect, layer, source, viaGroup, formula, count } = matched
  const { statement } = prepared
  return {
    layer: layer.kind,
    level: layer.level ?? null,
    effect,
    policyId: source.id,
    policyName: source.name,
    policyKind: source.kind,
    versionId: source.versionId,
    viaGroup,
    statementIndex: statement.index,
    statementCount: count,
    sid: statement.sid,
    lines: statement.lines,
    decidingLines: decidingLines(prepared, asked),
    conditionKeys: prepared.conditionKeys,
    match: formula === true ? 'yes' : 'unknown',
  }
}

/** The pattern that matched; for the Not forms, which match by not being listed, the element's name. */
function decidingLines(prepared: PreparedStatement, asked: Asked): number[] {
  const lines = new Set<number>()
  const { action, resource, condition } = prepared.statement
  if (action?.not) lines.add(action.line)
  else {
    const index = action?.patterns.findIndex(pattern => actionMatches(pattern, asked.lowerAction)) ?? -1
    if (index >= 0) lines.add(action?.patternLines[index] ?? 0)
  }
  if (resource?.not) lines.add(resource.line)
  else {
    const found = prepared.resource?.patterns.find(pattern => mayMatch(pattern, asked))
    if (found !== undefined) lines.add(found.line)
  }
  for (const test of condition ?? []) lines.add(test.line)
  return [...lines].sort((left, right) => left - right)
}

function mayMatch(pattern: PreparedPattern, { request, context }: Asked): boolean {
  const readings = readingsOf(pattern, false, context, () => ({ unread: '' }))
  return readings.some(({ glob, encoded }) => globMatches(glob ?? compileGlob(encoded), request.resource))
}
