import type { Principal } from '@/lib/access/model/principal'
import { connectArn, type Target } from '@/lib/access/model/target'
import { matchesWildcard, possiblePatterns } from '@/lib/iam/index'
import type { CompiledAccess } from './compile-access'
import { memoizePerReading } from './memoize-per-access'
import { policyHolders } from './policy-holders'
import { hasVariable, hasWildcard, isUniversal, literalName, userPatterns } from './user-pattern'

interface ResourcePattern {
  pattern: string
  policyId: string
  /** One of a `NotResource`. */
  not: boolean
}

interface PatternIndex {
  /** Patterns that spell everything up to the slash, by that text: at most one target each. */
  exact: Map<string, ResourcePattern[]>
  loose: ResourcePattern[]
}

const headOf = (pattern: string) => /^[^*?$]*:dbuser:[^*?$/]+\//.exec(pattern)?.[0] ?? null

const patternIndex = memoizePerReading('pattern index', (access): PatternIndex => {
  const index: PatternIndex = { exact: new Map(), loose: [] }
  const written = access.compiled.resourcePatterns()
  const possible = written.flatMap(one => possiblePatterns(one.pattern).map(pattern => ({ ...one, pattern })))
  for (const { pattern, policyId, not } of possible) {
    const head = headOf(pattern)
    if (!head) index.loose.push({ pattern, policyId, not })
    else {
      const list = index.exact.get(head)
      if (list) list.push({ pattern, policyId, not })
      else index.exact.set(head, [{ pattern, policyId, not }])
    }
  }
  return index
})

function resolve(pattern: string, context: Record<string, string | string[]>): string | null {
  const values = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]))
  let known = true
  const text = pattern.replace(/\$\{([^}]*)\}/g, (whole, inner: string) => {
    if (/^[*?$]$/.test(inner)) return whole
    const [key = '', fallback] = inner.split(',').map(part => part.trim())
    const value = values.get(key.toLowerCase()) ?? fallback?.replace(/^'|'$/g, '')
    if (typeof value !== 'string') known = false
    return String(value)
  })
  return known ? text : null
}

/** A pattern with its variables resolved for one principal; none where it has none, or one of them has no value. */
export function resolvedFor(pattern: string, principal: Principal): string[] {
  const text = hasVariable(pattern) ? resolve(pattern, principal.policies.context) : null
  return text === null ? [] : [text]
}

export interface NamedUsers {
  /** Spelled in full by some policy. */
  literals: Set<string>
  /** What a policy variable comes to for the principals that hold the policy. */
  resolved: Set<string>
  /** With wildcards, but not matching everything. */
  patterns: Set<string>
}

/** Patterns that may speak of the target; most others are left out without being looked at. */
export function patternsFor(access: CompiledAccess, target: Target): ResourcePattern[] {
  const { exact, loose } = patternIndex(access)
  return [...(exact.get(connectArn(target, '')) ?? []), ...loose]
}

/** A name with a colon or a slash in it: a star in front of a resource id may reach it that was never meant for users. */
export const isOddName = (name: string) => /[:/]/.test(name)

/** Whether policies speak of the name as a database user of this target, rather than by a star that runs over its id. */
export function isSpokenOf(access: CompiledAccess, target: Target, name: string): boolean {
  const prefix = connectArn(target, '')
  return patternsFor(access, target).some(
    ({ pattern, not }) =>
      not || userPatterns(pattern, prefix).some(rest => hasVariable(rest) || matchesWildcard(rest, name)),
  )
}

/** What a policy variable in a user pattern comes to for the principals that hold the policy. */
export const resolvedNames = memoizePerReading('resolved names', access => {
  const answers = new Map<string, string[]>()
  return (pattern: string, policyId: string): string[] => {
    const key = `${policyId}\n${pattern}`
    const known = answers.get(key)
    if (known) return known
    const texts = (policyHolders(access).get(policyId) ?? []).flatMap(
      index => resolve(pattern, access.inventory.principals[index]?.policies.context ?? {}) ?? [],
    )
    const distinct = [...new Set(texts)]
    answers.set(key, distinct)
    return distinct
  }
})

const named = memoizePerReading('named users', () => new Map<string, NamedUsers>())

/** What this account's policies say about the database users of one target. */
export function namedUsers(access: CompiledAccess, target: Target): NamedUsers {
  const arn = connectArn(target, '')
  const known = named(access).get(arn) ?? findNamedUsers(access, target)
  named(access).set(arn, known)
  return known
}

function findNamedUsers(access: CompiledAccess, target: Target): NamedUsers {
  const prefix = connectArn(target, '')
  const found: NamedUsers = { literals: new Set(), resolved: new Set(), patterns: new Set() }
  const add = (text: string, literals: Set<string>) => {
    if (!hasWildcard(text)) literals.add(literalName(text))
    else if (!isUniversal(text)) found.patterns.add(text)
  }
  for (const { pattern, policyId } of patternsFor(access, target)) {
    for (const rest of userPatterns(pattern, prefix)) {
      if (!hasVariable(rest)) add(rest, found.literals)
      else for (const text of resolvedNames(access)(rest, policyId)) add(text, found.resolved)
    }
  }
  return found
}
