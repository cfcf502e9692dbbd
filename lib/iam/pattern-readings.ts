import type { ConditionExpression } from './evaluation'
import { allOf, type Formula } from './formula'
import { resolveTemplate, type Template } from './policy-variables'
import type { PreparedPattern } from './prepare-statement'
import type { RequestContext } from './request-context'
import { compileGlob, type Glob, STAR } from './wildcard'

/** One way to read a pattern under the facts. */
export interface Reading {
  encoded: string
  /** Set when there is no variable in it. */
  glob: Glob | null
  /** Under which circumstances the pattern is meant so. */
  when: Formula
}

/** Every way to read a pattern; none where a variable has no value, so that it matches nothing. */
export function readingsOf(
  pattern: PreparedPattern,
  not: boolean,
  context: RequestContext,
  openTest: (open: string[], template: Template) => ConditionExpression,
): Reading[] {
  const readings: Reading[] = []
  for (const { template, glob, doubt } of pattern.readings) {
    const doubted: Formula = doubt === null || { unread: doubt }
    const [only] = template
    if (glob !== null && typeof only === 'string') {
      readings.push({ encoded: only, glob, when: doubted })
      continue
    }
    const { encoded, open, perhapsNothing } = resolveTemplate(template, context)
    if (encoded !== null)
      readings.push({
        encoded,
        glob: null,
        when: allOf([open.length === 0 || openTest(open, template), doubted]),
      })
    if (not && perhapsNothing)
      readings.push({ encoded: STAR, glob: compileGlob(STAR), when: { unread: withoutValue(pattern) } })
  }
  return readings
}

/**
 * IAM User Guide, "Policy variables": one paragraph says that such a variable matches no resource, another that it may make
 * the whole statement invalid. Within NotResource that is the difference between everything and nothing.
 */
function withoutValue({ text }: PreparedPattern): string {
  return `Where a variable in "${text}" has no value, AWS does not say what NotResource spares.`
}
