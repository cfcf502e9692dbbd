export interface Arn {
  partition: string
  service: string
  region: string
  account: string
  resource: string
}

/** The six fields of an ARN; the resource keeps its own colons. null when it is not one. */
export function parseArn(text: string): Arn | null {
  const fields = splitArn(text)
  if (fields === null || fields[0] !== 'arn') return null
  const [, partition = '', service = '', region = '', account = '', resource = ''] = fields
  if (partition === '' || service === '' || resource === '') return null
  return { partition, service, region, account, resource }
}

/** Exactly six fields, or null when there are fewer. Colons inside `${…}` do not separate. */
export function splitArn(text: string): string[] | null {
  const fields = arnFields(text)
  return fields.length === 6 ? fields : null
}

/** Up to six fields; the sixth keeps the rest. */
export function arnFields(text: string): string[] {
  const fields: string[] = []
  let start = 0
  let at = 0
  while (at < text.length && fields.length < 5) {
    if (text.startsWith('${', at)) {
      const end = text.indexOf('}', at)
      at = end < 0 ? text.length : end + 1
      continue
    }
    if (text.charAt(at) === ':') {
      fields.push(text.slice(start, at))
      start = at + 1
    }
    at += 1
  }
  fields.push(text.slice(start))
  return fields
}

/**
 * An ARN with fewer than six fields gets `*` for each missing one (IAM User Guide, "IAM JSON policy
 * elements: Resource"). Anything that does not begin as an ARN is left alone.
 */
export function completeArnPattern(pattern: string): string {
  if (!pattern.startsWith('arn:')) return pattern
  const count = arnFields(pattern).length
  return count < 6 ? pattern + ':*'.repeat(6 - count) : pattern
}
