import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { type IntendedEntry, intendedEntry, spelledEntry } from '@/lib/access/decide/intended-entry'
import { targetIndex } from '@/lib/access/decide/target-index'
import { targetsOf } from '@/lib/access/decide/targets-of'
import type { Target } from '@/lib/access/model/target'
import { completeArnPattern, parseArn } from '@/lib/iam/index'
import { accountMistake, idMistake, partitionMistake, regionMistake, serviceMistake } from './entry-parts'
import { MISTAKE_KINDS, type Mistake, type MistakeKind } from './mistake'
import { regionWasRead } from './successor'
import { userMistake } from './user-mistake'

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
  const sound = soundReading(access, pattern)
  if (sound) return sound
  const entry = intendedEntry(pattern)
  return entry ? readIntended(access, pattern, entry, meant) : readLoose(access, pattern)
}

const SOUND = /^arn:([a-z-]+):rds-db:([a-z0-9-]+):(\d{12}):dbuser:([A-Za-z]+-[A-Za-z0-9]+)\/([\w.-]+|\*)$/

/** Most entries of an account are spelled in full and right: told at once. */
function soundReading(access: CompiledAccess, pattern: string): EntryReading | null {
  const [, partition, region, account, id = '', user = ''] = SOUND.exec(pattern) ?? []
  const { inventory } = access
  if (partition !== inventory.partition || account !== inventory.accountId) return null
  const target = targetIndex(access).byId.get(id)
  if (target?.region !== region || (inventory.scans[id] && user !== '*')) return null
  return { id, user, mistakes: [], corrected: null, target: target ?? null }
}

interface Examined {
  mistakes: Mistake[]
  /** The entry with all that is known put in. */
  spelled: string
  target: Target | null
}

function readIntended(
  access: CompiledAccess,
  pattern: string,
  entry: IntendedEntry,
  meant: Target | null,
): EntryReading {
  const { mistakes, spelled, target } = examine(access, pattern, entry, meant)
  const certain = mistakes.length > 0 && mistakes.every(({ instead }) => instead !== null)
  return {
    id: entry.otherwise ? null : entry.id,
    user: entry.user,
    mistakes,
    corrected: certain && isRight(access, spelled) ? spelled : null,
    target,
  }
}

function isRight(access: CompiledAccess, spelled: string): boolean {
  const entry = intendedEntry(spelled)
  return entry !== null && examine(access, spelled, entry, null).mistakes.length === 0
}

function examine(
  access: CompiledAccess,
  pattern: string,
  entry: IntendedEntry,
  meant: Target | null,
): Examined {
  const service = serviceMistake(entry)
  // Nothing in the ARN of a bucket is a misspelled login.
  if (service?.instead === null && !/^rds/i.test(entry.service))
    return { mistakes: [service], spelled: pattern, target: null }
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
  if (mistakes.length === 0 && pattern !== spelled) mistakes.push(whole('spelling', pattern, spelled))
  if (mistakes.length === 0 && matchesNothing(access, pattern, entry.region))
    mistakes.push(whole('nothing', pattern, null))
  mistakes.sort((one, other) => MISTAKE_KINDS.indexOf(one.kind) - MISTAKE_KINDS.indexOf(other.kind))
  return { mistakes, spelled, target }
}

const whole = (kind: MistakeKind, written: string, instead: string | null): Mistake => ({
  kind,
  written,
  instead,
  part: null,
})

function wholeMistakes(
  { otherwise, swapped, resource, region, account }: IntendedEntry,
  spelled: string,
): Mistake[] {
  const found: Mistake[] = []
  if (otherwise) found.push(whole('spelling', resource, spelled.slice(spelled.indexOf(':dbuser:') + 1)))
  if (swapped) found.push(whole('swapped', `${account}:${region}`, `${region}:${account}`))
  return found
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
  const mistake = looseMistake(access, pattern)
  return { id: null, user: null, mistakes: mistake ? [mistake] : [], corrected: null, target: null }
}

function looseMistake(access: CompiledAccess, pattern: string): Mistake | null {
  const completed = completeArnPattern(pattern)
  const arn = parseArn(completed)
  if (arn && !/[*?]/.test(arn.service) && arn.service.toLowerCase() !== 'rds-db')
    return { kind: 'service', written: arn.service, instead: null, part: 'service' }
  if (!/^(arn:|[*?])/.test(pattern)) return whole('spelling', pattern, null)
  if (arn && completed !== pattern && /[*?]/.test(pattern) && !pattern.endsWith('*'))
    return whole('incomplete', pattern, null)
  return matchesNothing(access, pattern, arn?.region ?? '*') ? whole('nothing', pattern, null) : null
}
