import type { DatabaseUser, SignInKind } from '@/lib/access/model/database-user'
import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import type { Question } from './dialect'
import { isUser } from './same-user'
import type { UserFact } from './user-fact'

const READY: SignInKind[] = ['iam', 'iamOrPassword']

/** Why it is not ready, as the scan says it. */
const reasonOf = (signIn: SignInKind, isNotReady: string): string | null => {
  if (READY.includes(signIn)) return null
  if (signIn === 'noLogin') return 'cannot log in'
  return signIn === 'locked' ? 'is locked' : isNotReady
}

/** The users of the server once these facts are true of one of them. */
export function usersAfter(question: Question, facts: readonly UserFact[]): DatabaseUser[] {
  const { state, user, found, dialect, target } = question
  const others = state.users.filter(other => !isUser(user)(other))
  if (!facts.some(({ kind }) => kind === 'exists')) return others
  const signIn = dialect.signIn(facts, found, state)
  const fresh: DatabaseUser = {
    ...user,
    iamReady: false,
    signIn,
    reason: null,
    grantPath: [],
    superuser: false,
    canDo: null,
    readableTables: null,
    validUntil: null,
    detail: null,
  }
  const iamReady = READY.includes(signIn)
  const lent = iamReady && dialect.lendsSignIn ? ['rds_iam', user.name] : []
  return [
    ...others,
    {
      ...(found ?? fresh),
      signIn,
      iamReady,
      reason: reasonOf(signIn, familyOf(target).words.isNotReady),
      grantPath: found && found.grantPath.length > 0 && iamReady ? found.grantPath : lent,
    },
  ]
}
