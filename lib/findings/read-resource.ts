import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { memoizePerAccess } from '@/lib/access/decide/memoize-per-access'
import { type EntryReading, readEntry } from '@/lib/access/entries/entry-mistakes'
import type { Mistake } from '@/lib/access/entries/mistake'
import { PER_STEP } from './attached-policies'
import { type PolicyStatement, statementSteps } from './connect-statements'
import { finish, memoizeStepsPerAccess, type Steps } from './steps'

export interface ReadResource extends PolicyStatement, EntryReading {
  pattern: string
  line: number
  /** The most telling one; other capitals of the user leave the entry about its target. */
  mistake: Mistake | null
}

const readings = memoizePerAccess('entry readings', () => new Map<string, EntryReading>())

/** Entries of one statement, `Resource` and `NotResource` alike; the same text is read once. */
export function entriesOf(access: CompiledAccess, item: PolicyStatement): ReadResource[] {
  const { resource } = item.statement
  const known = readings(access)
  return (resource?.patterns ?? []).map((pattern, at) => {
    const reading = known.get(pattern) ?? readEntry(access, pattern)
    known.set(pattern, reading)
    const line = resource?.patternLines[at] ?? resource?.line ?? 0
    const mistake = reading.mistakes.find(({ kind }) => kind !== 'capitals') ?? null
    return { ...item, ...reading, pattern, line, mistake }
  })
}

/** Every Resource entry of the statements that speak of database logins. */
export const resourceSteps = memoizeStepsPerAccess('read resources', function* (access): Steps<
  ReadResource[]
> {
  const found: ReadResource[] = []
  for (const [index, item] of (yield* statementSteps(access)).entries()) {
    if (!item.statement.resource?.not) for (const entry of entriesOf(access, item)) found.push(entry)
    if (index % PER_STEP === 0) yield
  }
  return found
})

export const readResources = (access: CompiledAccess) => finish(resourceSteps(access))

const byId = memoizePerAccess('resources by id', access => {
  const known = new Map<string, ReadResource[]>()
  for (const resource of readResources(access)) {
    if (resource.id === null || resource.mistake) continue
    const list = known.get(resource.id)
    if (list) list.push(resource)
    else known.set(resource.id, [resource])
  }
  return known
})

/** The sound entries that spell the id of one target. */
export function resourcesOf(access: CompiledAccess, resourceId: string): ReadResource[] {
  return byId(access).get(resourceId) ?? []
}
