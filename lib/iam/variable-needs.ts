import type { VariableNeed } from './evaluation'
import type { Template, VariablePart } from './policy-variables'
import type { RequestContext } from './request-context'
import { ONE } from './wildcard'

/** Beyond this a search for the only values could take long; the words then name the key alone. */
const MOST_WILDCARDS = 5
const LONGEST_RESOURCE = 200

/** What unknown variables must be for the pattern to match the resource; null where more than one way is left. */
export function needsOf(
  template: Template,
  resource: string,
  context: RequestContext,
): VariableNeed[] | null {
  const open = template.filter(part => typeof part !== 'string' && context.look(part.lowerKey) === 'unknown')
  const variables = open as VariablePart[]
  if (new Set(variables.map(part => part.lowerKey)).size < variables.length) return null
  const stars = template.map(part => (typeof part === 'string' ? part.split(/\uFFFE+/).length - 1 : 0))
  const wildcards = stars.reduce((sum, count) => sum + count, variables.length)
  if (wildcards > MOST_WILDCARDS || resource.length > LONGEST_RESOURCE) return null
  const values = (star: string, variable: string) =>
    new RegExp(sourceOf(template, context, star, variable)).exec(resource)?.slice(1) ?? null
  // Stars short and variables long, and the other way round: the two ends of what is possible.
  const first = values('[^]*?', '[^]*')
  const last = values('[^]*', '[^]*?')
  if (first === null || first.join('\n') !== last?.join('\n')) return null
  const needs = variables.map(({ key }, index) => ({ key, value: first[index] ?? '' }))
  return needs.some(({ value }, index) => value === variables[index]?.fallback) ? null : needs
}

function sourceOf(template: Template, context: RequestContext, star: string, variable: string): string {
  const parts = template.map(part => {
    if (typeof part === 'string')
      return literal(part)
        .replace(/\uFFFE+/g, star)
        .replaceAll(ONE, '[^]')
    const found = context.look(part.lowerKey)
    if (found === 'unknown') return `(${variable})`
    return literal(found === 'absent' ? (part.fallback ?? '') : (found[0] ?? ''))
  })
  return `^${parts.join('')}$`
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
