import { arnFields } from './arn'
import type { Complain, DocumentKind, PolicyDocument, Statement } from './document'
import { parseTemplate } from './policy-variables'

const VENDOR = /^[a-z0-9][a-z0-9-]*$/i
const PARTITION = /^(?:aws|aws-cn|aws-us-gov|aws-iso|aws-iso-[a-z]|aws-eusc|\*)$/
const ASSUMING = new Set([
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:tagsession',
  'sts:setsourceidentity',
  'sts:setcontext',
])

export function validatePatterns(
  { action, resource }: Statement,
  path: string,
  kind: DocumentKind,
  document: PolicyDocument,
  complain: Complain,
): void {
  const place = (name: string, not: boolean, index: number, count: number) =>
    `${path}.${not ? 'Not' : ''}${name}${count > 1 ? `[${index}]` : ''}`
  for (const [index, pattern] of (action?.patterns ?? []).entries()) {
    const where = place('Action', action?.not ?? false, index, action?.patterns.length ?? 0)
    const line = action?.patternLines[index] ?? null
    const fault = actionFault(pattern) ?? (kind === 'trust' ? trustActionFault(pattern) : null)
    if (fault !== null) complain(where, fault, line)
  }
  for (const [index, pattern] of (resource?.patterns ?? []).entries()) {
    const where = place('Resource', resource?.not ?? false, index, resource?.patterns.length ?? 0)
    const line = resource?.patternLines[index] ?? null
    const fault = resourceFault(pattern)
    if (fault !== null) complain(where, fault, line)
    const doubt = variableDoubt(pattern, document)
    if (doubt !== null) complain(where, doubt, line, 'warning')
  }
}

function actionFault(pattern: string): string | null {
  if (pattern === '*') return null
  const colon = pattern.indexOf(':')
  if (colon < 0) return `Actions must be prefaced by a vendor, as in rds-db:connect; "${pattern}" is not.`
  const vendor = pattern.slice(0, colon)
  if (!VENDOR.test(vendor)) return `Vendor ${vendor} is not valid.`
  const name = pattern.slice(colon + 1)
  return /^[A-Za-z0-9*?_-]+$/.test(name) ? null : `"${pattern}" is not the name of an action.`
}

function trustActionFault(pattern: string): string | null {
  const lower = pattern.toLowerCase()
  if (ASSUMING.has(lower) || lower === 'sts:*' || /^sts:assumerole[*?]/.test(lower)) return null
  return 'AssumeRole policy may only specify STS AssumeRole actions.'
}

function resourceFault(pattern: string): string | null {
  if (pattern === '*') return null
  if (!pattern.startsWith('arn:')) return `Resource ${pattern} must be in ARN format or "*".`
  const [, partition = '', service] = arnFields(pattern)
  if (!PARTITION.test(partition)) return `Partition "${partition}" is not valid for resource "${pattern}".`
  if (service === undefined || /[*?]/.test(service)) {
    return `Resource vendor must be fully qualified and cannot contain wildcards: "${pattern}".`
  }
  if (service === '' || !VENDOR.test(service))
    return `Vendor ${service} is not valid in resource "${pattern}".`
  return null
}

function variableDoubt(pattern: string, document: PolicyDocument): string | null {
  if (!pattern.includes('${')) return null
  if (document.version !== '2012-10-17') {
    return `Without Version 2012-10-17 the variable in "${pattern}" is ordinary text.`
  }
  const template = parseTemplate(pattern, true, true)
  if (template.some(part => typeof part === 'string' && part.includes('${'))) {
    return `A variable in "${pattern}" is empty, not closed or has a default without quotes; it is ordinary text.`
  }
  const early = arnFields(pattern).slice(0, 5)
  const found = early.some(field => parseTemplate(field, true, true).some(part => typeof part !== 'string'))
  return found ? `Variables may stand only after the fifth colon of "${pattern}".` : null
}
