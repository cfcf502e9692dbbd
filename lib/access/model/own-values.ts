import type { Principal } from './principal'
import type { Target } from './target'

/** What a condition asks for, as the principal and the target have it. */
export interface OwnValues {
  /** ISO: the moment of the answer. */
  at: string
  /** Null: it has none. Undefined: not known before a session asks. */
  valueOf(key: string): string | null | undefined
}

const TAG = /^aws:(principal|resource)tag\/(.+)$/i

/** Tag keys are compared without case (IAM User Guide, "aws:PrincipalTag/tag-key"). */
function tagOf(tags: Record<string, string>, name: string): string | null {
  const found = Object.entries(tags).find(([key]) => key.toLowerCase() === name.toLowerCase())
  return found?.[1] ?? null
}

export function ownValues(principal: Principal, target: Target, at: string): OwnValues {
  const facts = Object.entries(principal.policies.context)
  return {
    at,
    valueOf(key) {
      const [, whose, name] = TAG.exec(key) ?? []
      if (name && whose?.toLowerCase() === 'principal') return tagOf(principal.tags, name)
      // A tag that is not there may not have been read.
      if (name) return (target.tags && tagOf(target.tags, name)) ?? undefined
      if (/^aws:requestedregion$/i.test(key)) return target.region
      const value = facts.find(([fact]) => fact.toLowerCase() === key.toLowerCase())?.[1]
      return typeof value === 'string' ? value : undefined
    },
  }
}
