import { hasFact, memberOf, ofKind } from '../fact-sets'
import { isSignInRole } from '../given'
import { rightsAsked } from '../user-intent'
import { type Rule, stop } from './guard-rule'

const makesReady = (kind: string) => kind === 'create' || kind === 'makeReady'

/** Asked of whatever refuses writes; a cluster's own endpoint is its writer's. */
export const readOnly: Rule = ({ state, target }) => {
  if (!state.readOnly) return null
  if (target.replicaOf)
    return stop(
      'readOnly',
      `${target.name} is a replica of ${target.replicaOf}`,
      `and refuses writes. Change the user on ${target.replicaOf}: the replica follows by itself.`,
    )
  return stop(
    'readOnly',
    `${target.name} refuses writes`,
    'at this moment: it is read-only, or a reader was reached.',
  )
}

/** RDS User Guide, "Creating a database account using IAM authentication": error 1524. */
export const iamNotLoaded: Rule = ({ intent, state, target, dialect }) => {
  if (state.iamLoaded || !makesReady(intent.kind)) return null
  const what = dialect.lendsSignIn ? 'The role rds_iam is not there' : 'AWSAuthenticationPlugin is not loaded'
  return stop(
    'iamNotLoaded',
    `${what},`,
    `so that IAM authentication is off on ${target.name}. Turn it on, then check again.`,
  )
}

/** RDS User Guide, "Database authentication with Amazon RDS": a user is in one mode. */
export const kerberos: Rule = ({ intent, found, have, user, dialect, state }) => {
  if (intent.kind !== 'makeReady' || found?.signIn !== 'kerberos') return null
  const ad = memberOf('rds_ad')
  const direct = hasFact(have, ad) || ofKind(have, 'member').some(({ role }) => role === 'rds_ad')
  return stop(
    'kerberos',
    `${user.name} signs in by Kerberos`,
    'and cannot have rds_iam beside rds_ad, not even through another role.',
    {
      line: direct ? dialect.take([ad], user, have).join('\n') : null,
      as: direct ? state.administrator.name : null,
    },
  )
}

/** To hold one says how a user signs in, and is guarded as such. */
export const signInRole: Rule = ({ intent, user, have }) => {
  const rights = rightsAsked(intent)
  if (rights?.template !== 'role' || !rights.of || !isSignInRole(rights.of.name)) return null
  const ready = intent.kind === 'addRights' && rights.of.name === 'rds_iam' && have.length > 0
  return stop('signInRole', `${rights.of.name} is no right,`, 'but how a user signs in.', {
    instead: ready
      ? [{ label: `Make ${user.name} IAM-ready`, intent: { kind: 'makeReady', user, despite: [] } }]
      : [],
  })
}
