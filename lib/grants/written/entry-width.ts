import { arnFields, completeArnPattern, matchesWildcard } from '@/lib/iam/index'

export const MADE_UP_KINDS = ['db', 'cluster', 'prx'] as const

/** Ids and a name that nothing has: an entry that matches them matches whatever is made tomorrow. */
const MADE_UP_IDS = [
  'db-0NOT1MADE2YET3NOT4MADE5YET',
  'cluster-0NOT1MADE2YET3NOT4MADE5YET',
  'prx-0f1e2d3c4b5a69788',
]
const MADE_UP_USER = '0not1made2yet'

/** A literal `*` is written `${*}`; any other variable stands for what nobody knows before somebody signs in. */
export const asPattern = (entry: string): string =>
  completeArnPattern(entry)
    .replaceAll(/\$\{[*?$]\}/g, '_')
    .replaceAll(/\$\{[^}]*\}/g, '*')

/** What is made tomorrow, where an entry looks for it. */
export const madeUpArn = (pattern: string, id: string, user: string): string =>
  `${headOf(pattern)}:dbuser:${id}/${user}`

/** What an entry opens beyond one user of one target; `everything`: every user of every target. */
export function entryWidth(entry: string): 'everything' | 'targets' | 'users' | null {
  const pattern = asPattern(entry)
  const made = MADE_UP_IDS.map(id => madeUpArn(pattern, id, MADE_UP_USER))
  if (made.some(resource => matchesWildcard(pattern, resource))) return 'everything'
  const resource = pattern.slice(pattern.indexOf(':dbuser:') + 1)
  const slash = resource.indexOf('/')
  const id = slash < 0 ? resource : resource.slice(0, slash)
  if (/[*?]/.test(id)) return 'targets'
  return /[*?]/.test(resource) ? 'users' : null
}

/** Its own partition, Region and account where it names them. */
function headOf(pattern: string): string {
  const own = arnFields(pattern)
  return ['arn', 'aws', 'rds-db', 'us-east-1', '111122223333']
    .map((made, at) => {
      const field = own[at]
      return field === undefined || /[*?]/.test(field) ? made : field
    })
    .join(':')
}
