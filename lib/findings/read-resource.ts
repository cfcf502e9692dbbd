import type { CompiledAccess } from '@/lib/access/compile-access'
import { perAccess } from '@/lib/access/per-access'
import { connectStatements, type PolicyStatement } from './connect-statements'
import { connectParts, type Mistake, mistakeIn } from './resource-mistake'

export interface ReadResource extends PolicyStatement {
  pattern: string
  line: number
  /** Literal, or with wildcards; null: not spelled as `dbuser:id/user`. */
  id: string | null
  user: string | null
  mistake: Mistake | null
}

/** Every Resource entry of the statements that speak of database logins. */
export const readResources = perAccess((access: CompiledAccess): ReadResource[] =>
  connectStatements(access).flatMap(item => {
    const { resource } = item.statement
    if (!resource || resource.not) return []
    return resource.patterns.map((pattern, at) => {
      const { id = null, user = null } = connectParts(pattern) ?? {}
      const line = resource.patternLines[at] ?? resource.line
      return { ...item, pattern, line, id, user, mistake: mistakeIn(access, pattern) }
    })
  }),
)
