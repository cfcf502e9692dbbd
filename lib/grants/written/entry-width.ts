import { arnFields, completeArnPattern, matchesWildcard } from '@/lib/iam/index'

export const MADE_UP_KINDS = ['db', 'cluster', 'prx'] as const

/** Ids that nothing has: an entry that matches them matches whatever is made tomorrow. */
const MADE_UP_IDS = [
  'db-0NOT1MADE2YET3NOT4MADE5YET',
  'cluster-0NOT1MADE2YET3NOT4MADE5YET',
  'prx-0f1e2d3c4b5a69788',
]
/** Names without a letter in common: what stands for both stands for nearly all. */
const MADE_UP_USERS = ['0not1made2yet', 'ZQ_7X_K9_VVV']
const SHORT_USERS = ['Z', 'q_9']

/** A literal `*` is written `${*}`; any other variable stands for what nobody knows before somebody signs in. */
export const asPattern = (entry: string): string =>
  completeArnPattern(entry)
    .replaceAll(/\$\{[*?$]\}/g, '_')
    .replaceAll(/\$\{[^}]*\}/g, '*')

/** What is made tomorrow, without the partition, Region and account: whatever those say, they say it of some. */
export const madeUp = (id: string, user: string): string => `dbuser:${id}/${user}`

export interface EntryWidth {
  /** Every user of every target. */
  everything: boolean
  /** More than one target. */
  targets: boolean
  users: 'one' | 'several' | 'every'
}

/** What an entry opens beyond one user of one target. */
export function entryWidth(entry: string): EntryWidth {
  const resource = resourcePart(asPattern(entry))
  const { id, user } = halvesOf(resource)
  const runsOn = user === null && /[*?]/.test(id)
  return {
    everything: MADE_UP_IDS.some(made =>
      MADE_UP_USERS.every(name => matchesWildcard(resource, madeUp(made, name))),
    ),
    targets: /[*?]/.test(id),
    users: runsOn ? 'every' : usersOf(user ?? '', hasVariable(entry)),
  }
}

/** A variable stands for one name at a time, whatever it is. */
function usersOf(user: string, isOfSomebody: boolean): EntryWidth['users'] {
  if (!/[*?]/.test(user)) return 'one'
  const every = !isOfSomebody && [...MADE_UP_USERS, ...SHORT_USERS].every(name => matchesWildcard(user, name))
  return every ? 'every' : 'several'
}

const hasVariable = (entry: string) => /\$\{(?![*?$]\})/.test(entry)

/** Whether a wildcard of the user half stands for this name among others. */
export function standsFor(entry: string, name: string): boolean {
  const { user } = halvesOf(resourcePart(asPattern(entry)))
  return user !== null && !hasVariable(entry) && matchesWildcard(user, name)
}

/** The slash of a variable separates nothing. */
export function halvesOf(resource: string): { id: string; user: string | null } {
  const [, id = '', user] = /^(?:dbuser:)?((?:\$\{[^}]*\}|[^/])*)(?:\/(.*))?$/s.exec(resource) ?? []
  return { id, user: user ?? null }
}

/** What follows `dbuser`, where a pattern spells it; else its last field, or all that a star may run over. */
export function resourcePart(pattern: string): string {
  const [, spelled] = /^[^/]*?:(dbuser:.*)$/s.exec(pattern) ?? []
  if (spelled !== undefined) return spelled
  const fields = arnFields(pattern)
  if (fields.length === 6) return fields[5] ?? ''
  const star = pattern.indexOf('*')
  return star < 0 ? pattern : pattern.slice(star)
}
