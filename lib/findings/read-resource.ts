import type { CompiledAccess } from '@/lib/access/compile-access'
import { perAccess } from '@/lib/access/per-access'
import { PER_STEP } from './attached-policies'
import { type PolicyStatement, statementSteps } from './connect-statements'
import { connectParts, type Mistake, mistakeIn } from './resource-mistake'
import { finish, type Steps, stepsPerAccess } from './steps'

export interface ReadResource extends PolicyStatement {
  pattern: string
  line: number
  /** Literal, or with wildcards; null: not spelled as `dbuser:id/user`. */
  id: string | null
  user: string | null
  mistake: Mistake | null
}

/** Every Resource entry of the statements that speak of database logins. */
export const resourceSteps = stepsPerAccess(function* (access): Steps<ReadResource[]> {
  const found: ReadResource[] = []
  for (const item of yield* statementSteps(access)) {
    const { resource } = item.statement
    if (!resource || resource.not) continue
    for (const [at, pattern] of resource.patterns.entries()) {
      const { id = null, user = null } = connectParts(pattern) ?? {}
      const line = resource.patternLines[at] ?? resource.line
      found.push({ ...item, pattern, line, id, user, mistake: mistakeIn(access, pattern) })
      if (found.length % PER_STEP === 0) yield
    }
  }
  return found
})

export const readResources = (access: CompiledAccess) => finish(resourceSteps(access))

const byId = perAccess(access => {
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
