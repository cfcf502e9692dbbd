import 'server-only'
import { randomUUID } from 'node:crypto'
import type { ChangePart } from '@/lib/services/changes/change'

/** The parts of one change name it in their entries, so that Activity tells them as one; one that names its own keeps it. */
export function namedTogether(parts: readonly ChangePart[]): readonly ChangePart[] {
  if (parts.length < 2) return parts
  const together = randomUUID()
  return parts.map(part => {
    return { ...part, entry: { ...part.entry, after: { together, ...(part.entry.after as object) } } }
  })
}
