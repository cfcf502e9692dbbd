import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import type { ConnectionFailure, Diagnosis, FailureContext } from './diagnosis'

const ELSEWHERE = 'The tunnel or the port leads to something else than the target.'

/** What Gatehouse's own sign-in found about a server that does not behave as RDS does. */
export function oddServer({ code, message }: ConnectionFailure, context: FailureContext): Diagnosis | null {
  if (code === 'tokenSentBack') {
    return {
      step: context.step ?? 'role',
      title: 'The target gave the token back',
      causes: ['Something there repeats passwords: find it before anyone signs in again.', ELSEWHERE],
    }
  }
  if (code === 'notPostgres') {
    return {
      step: context.step ?? 'iam',
      title: 'The other end does not speak as a PostgreSQL does',
      causes: [ELSEWHERE, 'A pooler or proxy in between is broken.'],
    }
  }
  if (code !== 'tokenNotAsked') return null
  if (/let the user in/.test(message)) {
    return {
      step: 'iam',
      title: 'The target lets this user in without any token',
      causes: [
        ELSEWHERE,
        'A pooler or proxy in between signs in by itself: who may pass it is not up to IAM.',
      ],
    }
  }
  const membership = `${context.databaseUser} ${familyOf(context).words.isNotReady}${context.userIamReady === null ? ', or does not exist' : ''}: RDS asks such users for a password.`
  return {
    step: 'iam',
    title: 'The target did not ask for a token',
    causes: [
      context.userIamReady !== true && membership,
      context.iamAuthAccepted !== true && 'IAM authentication is off on this target.',
      ELSEWHERE,
    ].filter(cause => cause !== false),
  }
}
