import type { IamAuthState, Target } from './target'

/** Whether engine, version and class can have it: where they cannot, no token is ever taken, and nothing is granted. */
export const canHaveIamAuth = (state: IamAuthState): boolean => state !== 'unsupported'

/** What there is instead of a token, as long as the target stays what it is. */
export const INSTEAD_OF_IAM_AUTH =
  'Sign in there with a password, or move it to an engine, version and class that supports IAM authentication.'

/** Why no grant can work there, in sentences; null: one can. */
export function noGrantOn({ name, iamAuth }: Pick<Target, 'name' | 'iamAuth'>): string | null {
  if (canHaveIamAuth(iamAuth.state)) return null
  const why = iamAuth.reason ? ` ${iamAuth.reason}` : ''
  return `IAM authentication is not supported on ${name}, so no grant can work there.${why}`
}
