import { completeArnPattern, parseDocument } from '@/lib/iam/index'
import { halvesOf, resourcePart } from './entry-width'
import { isAboutLogins } from './kept-statements'
import { exactEntry } from './named-connections'

/** Targets and users that a text speaks of, a pattern as a pattern, whether or not anything of the account is among them. */
export function writtenNames(text: string): { targetIds: string[]; users: string[] } {
  const entries = (parseDocument(text).document?.statements ?? []).flatMap(statement =>
    isAboutLogins(statement) ? (statement.resource?.patterns ?? []) : [],
  )
  const halves = entries.map(entry => {
    const exact = exactEntry(entry)
    if (exact) return { id: exact.resourceId, user: exact.user }
    const { id, user } = halvesOf(resourcePart(completeArnPattern(entry)))
    return { id, user: user ?? '*' }
  })
  return {
    targetIds: [...new Set(halves.map(({ id }) => id))],
    users: [...new Set(halves.map(({ user }) => user))],
  }
}
