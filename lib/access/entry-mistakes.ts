import { completeArnPattern, parseArn } from '@/lib/iam/index'
import type { CompiledAccess } from './compile-access'
import { accountMistake, idMistake, partitionMistake, regionMistake, serviceMistake } from './entry-parts'
import { type IntendedEntry, intendedEntry, spelledEntry } from './intended-entry'
import { regionWasRead } from './successor'
import type { Target } from './target'
import { targetsOf } from './targets-of'
import { userMistake } from './user-mistake'

/** What may be wrong in an entry, the most telling first. */
export const MISTAKE_KINDS = [
  'service',
  'spelling',
  'swapped',
  'partition',
  'account',
  'withoutUser',
  'name',
  'member',
  'stale',
  'region',
  'arnCapitals',
  'user',
  'incomplete',
  'nothing',
  'capitals',
] as const
export type MistakeKind = (typeof MISTAKE_KINDS)[number]

export interface Mistake {
  kind: MistakeKind
  /** The part as written. */
  written: string
  /** What belongs there; null: it cannot be told. */
  instead: string | null
  /** Which part of the entry it is; null: the entry as a whole. */
  part: 'partition' | 'service' | 'region' | 'account' | 'id' | 'user' | null
  /** Of a user: what is wrong with it, `with a space around it`. */
  because?: string
}

/** A Resource entry of a statement about logins, held against what the account has. */
export interface EntryReading {
  /** Literal, or with wildcards; null: `dbuser:id` is not spelled. */
  id: string | null
  user: string | null
  /** All of them, the most telling first. */
  mistakes: Mistake[]
  /** The whole entry put right, in which nothing is wrong any more; null: it cannot be told. */
  corrected: string | null
  /** The one that is meant. */
  target: Target | null
}

/** Everything that is wrong in an entry and the certain repair; `meant` settles a name that several targets have. */
export function readEntry(
  access: CompiledAccess,
  pattern: string,
  meant: Target | null = null,
): EntryReading {
  const entry = intendedEntry(pattern)
  return entry ? readIntended(access, pattern, entry, meant) : readLoose(access, pattern)
}

function readIntended(
  access: CompiledAccess,
  pattern: string,
  entry: IntendedEntry,
  meant: Target | null,
): EntryReading {
  const service = serviceMistake(entry)
  // Nothing in the ARN of a bucket is a misspelled login.
  if (service?.instead === null && !/^rds/i.test(entry.service))
    return { id: null, user: null, mistakes: [service], corrected: null, target: null }
  const { target, mistake: id } = idMistake(access, entry, meant)
  const ofParts = [
    service,
    partitionMistake(access, entry),
    accountMistake(access, entry),
    regionMistake(access, entry, target),
    id,
    userPartMistake(access, entry, target),
  ].filter(mistake => mistake !== null)
  const right = { ...entry }
  for (const { part, instead } of ofParts) if (part && instead !== null) right[part] = instead
  const spelled = spelledEntry(right)
  const mistakes = [...ofParts, ...wholeMistakes(entry, spelled)]
  if (mistakes.length === 0 && pattern !== spelled)
    mistakes.push({ kind: 'spelling', written: pattern, instead: spelled, part: null })
  if (mistakes.length === 0 && matchesNothing(access, pattern, entry.region))
    mistakes.push({ kind: 'nothing', written: pattern, instead: null, part: null })
  mistakes.sort((a, b) => MISTAKE_KINDS.indexOf(a.kind) - MISTAKE_KINDS.indexOf(b.kind))
  const certain = mistakes.length > 0 && mistakes.every(({ instead }) => instead !== null)
  const sound = certain && readEntry(access, spelled).mistakes.length === 0
  return {
    id: entry.otherwise ? null : entry.id,
    user: entry.user,
    mistakes,
    corrected: sound ? spelled : null,
    target,
  }
}

function wholeMistakes(entry: IntendedEntry, spelled: string): Mistake[] {
  const resource = spelled.slice(spelled.indexOf(':dbuser:') + 1)
  return [
    ...(entry.otherwise
      ? [{ kind: 'spelling', written: entry.resource, instead: resource, part: null } as const]
      : []),
    ...(entry.swapped
      ? [
          {
            kind: 'swapped',
            written: `${entry.account}:${entry.region}`,
            instead: `${entry.region}:${entry.account}`,
            part: null,
          } as const,
        ]
      : []),
  ]
}

function userPartMistake(
  access: CompiledAccess,
  entry: IntendedEntry,
  target: Target | null,
): Mistake | null {
  const { id, user } = entry
  // A star at the end of the id runs past the slash, to every user.
  if (user === null && /[*?$]/.test(id)) return null
  if (!user) return { kind: 'withoutUser', written: id, instead: null, part: 'user' }
  const wrong = userMistake(access, target, user)
  if (!wrong) return null
  const { written, instead, because, onlyCapitals } = wrong
  return { kind: onlyCapitals ? 'capitals' : 'user', written, instead, part: 'user', because }
}

function matchesNothing(access: CompiledAccess, pattern: string, region: string): boolean {
  const { targets } = access.inventory
  return targets.length > 0 && targetsOf(access, pattern).length === 0 && regionWasRead(access, region)
}

/** A pattern whose stars stand for more than an id or a user. */
function readLoose(access: CompiledAccess, pattern: string): EntryReading {
  const arn = parseArn(completeArnPattern(pattern))
  const mistake = ((): Mistake | null => {
    const whole = { written: pattern, instead: null, part: null }
    if (arn && !/[*?]/.test(arn.service) && arn.service.toLowerCase() !== 'rds-db')
      return { kind: 'service', written: arn.service, instead: null, part: 'service' }
    if (!/^(arn:|[*?])/.test(pattern)) return { kind: 'spelling', ...whole }
    if (arn && completeArnPattern(pattern) !== pattern && /[*?].*[^*]$/s.test(pattern))
      return { kind: 'incomplete', ...whole }
    return matchesNothing(access, pattern, arn?.region ?? '*') ? { kind: 'nothing', ...whole } : null
  })()
  return { id: null, user: null, mistakes: mistake ? [mistake] : [], corrected: null, target: null }
}
