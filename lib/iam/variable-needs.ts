import type { VariableNeed } from './evaluation'
import type { RequestContext } from './request-context'
import type { Template, VariablePart } from './variables'
import { ONE } from './wildcard'

/** Beyond this a search for the only values could take long; the words then name the key alone. */
const MOST_WILDCARDS = 6
const LONGEST_RESOURCE = 512

/** What unknown variables must be for the pattern to match the resource; null where more than one way is left. */
export function needsOf(
  template: Template,
  resource: string,
  context: RequestContext,
): VariableNeed[] | null {
  const wildcards = template.map(part =>
    typeof part === 'string' ? (part.match(/\uFFFE+/g)?.length ?? 0) : 1,
  )
  if (wildcards.reduce((sum, count) => sum + count, 0) > MOST_WILDCARDS || resource.length > LONGEST_RESOURCE)
    return null
  const first = matchWith(template, resource, context, { star: '[^]*?', variable: '[^]*' })
  const last = matchWith(template, resource, context, { star: '[^]*', variable: '[^]*?' })
  return first !== null && JSON.stringify(first) === JSON.stringify(last) ? first : null
}

/** The first match when stars are short and variables long, or the other way round: the two ends of what is possible. */
function matchWith(
  template: Template,
  resource: string,
  context: RequestContext,
  repeat: { star: string; variable: string },
): VariableNeed[] | null {
  const groups = new Map<string, VariablePart>()
  const source = template.map(part => {
    if (typeof part === 'string') return patternSource(part, repeat.star)
    const found = context.look(part.lowerKey)
    if (found === 'absent') return literal(part.fallback ?? '')
    if (found !== 'unknown') return literal(found[0] ?? '')
    const place = [...groups.keys()].indexOf(part.lowerKey)
    if (place >= 0) return `\\${place + 1}`
    groups.set(part.lowerKey, part)
    return `(${repeat.variable})`
  })
  const match = new RegExp(`^${source.join('(?:)')}$`).exec(resource)
  return match && [...groups.values()].map(({ key }, index) => ({ key, value: match[index + 1] ?? '' }))
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

function patternSource(encoded: string, star: string): string {
  return literal(encoded)
    .replace(/\uFFFE+/g, star)
    .replaceAll(ONE, '[^]')
}
