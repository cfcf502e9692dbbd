/** What a pasted ARN names, as far as one can be searched for. */
export interface AskedArn {
  /** The whole of it, lower case. */
  arn: string
  /** What to search for where nothing has that ARN. */
  name: string
  kind: 'target' | 'principal' | 'policy' | 'other'
  /** `us-east-1`; empty where the service has none. */
  region: string
  accountId: string
  databaseUser: string | null
  /** For people: `resource id db-ABC`. */
  words: string
}

const last = (text: string) => text.slice(text.lastIndexOf('/') + 1)

const WILDCARD = /[*?$]/

function ofResource(
  service: string,
  resource: string,
): Pick<AskedArn, 'kind' | 'name' | 'databaseUser' | 'words'> {
  const [type = '', ...rest] = resource.split(/[:/]/)
  const name = rest[0] ?? type
  if (service === 'rds-db') {
    const user = resource.slice(resource.indexOf('/') + 1)
    const named = resource.includes('/') && user !== '' && !WILDCARD.test(user)
    return { kind: 'target', name, databaseUser: named ? user : null, words: `resource id ${name}` }
  }
  if (service === 'rds') return { kind: 'target', name, databaseUser: null, words: `${type} ${name}` }
  if (service === 'sts' && type === 'assumed-role')
    return { kind: 'principal', name, databaseUser: null, words: `role ${name}` }
  if (service === 'iam' && (type === 'role' || type === 'user'))
    return { kind: 'principal', name: last(resource), databaseUser: null, words: `${type} ${last(resource)}` }
  if (service === 'iam' && type === 'policy')
    return { kind: 'policy', name: last(resource), databaseUser: null, words: `policy ${last(resource)}` }
  return { kind: 'other', name: last(resource), databaseUser: null, words: last(resource) }
}

/**
 * IAM User Guide, "Amazon Resource Names": `arn:partition:service:region:account:resource`. Found wherever it stands, so that
 * a line of a policy or of a log may be pasted whole.
 */
export function askedArn(text: string): AskedArn | null {
  const found = /\barn:(aws[\w-]*):([\w-]+):([\w*-]*):(\d{12}|aws|\*)?:([^\s"',]+)/i.exec(text)
  if (!found) return null
  const [arn, , service = '', region = '', accountId = '', resource = ''] = found
  return { arn: arn.toLowerCase(), region, accountId, ...ofResource(service.toLowerCase(), resource) }
}
