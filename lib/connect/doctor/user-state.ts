import { maySignIn, type NameInside } from '@/lib/access/model/name-inside'
import type { UserState } from './circumstances'

/** Null: no such user was found, or which of several rows of its name decided is not known. */
export function userStateOf(inside: NameInside | null): UserState | null {
  if (!inside || inside.ready === 'somewhere') return null
  if (inside.ready === 'everywhere') return 'ready'
  return inside.rows.some(maySignIn) ? 'notReady' : 'closed'
}
