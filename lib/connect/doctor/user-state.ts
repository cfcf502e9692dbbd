import type { DatabaseUser } from '@/lib/access/model/database-user'
import { maySignIn, type NameInside } from '@/lib/access/model/name-inside'
import type { UserState } from './circumstances'

/** A token is the right thing, and something else keeps it out: no session at all, a second factor. */
const isHeldBack = ({ signIn, iamReady }: DatabaseUser) =>
  !iamReady && (signIn === 'iam' || signIn === 'iamOrPassword')

/** Null: no such user was found, or the address decides what becomes of it. */
export function userStateOf(inside: NameInside | null): UserState | null {
  if (!inside || inside.ready === 'somewhere' || inside.onServerOnly) return null
  if (inside.ready === 'everywhere') return 'ready'
  return inside.rows.some(user => maySignIn(user) && !isHeldBack(user)) ? 'notReady' : 'closed'
}
