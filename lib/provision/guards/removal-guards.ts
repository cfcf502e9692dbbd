import { formatCount } from '@/lib/format'
import type { UserIntent } from '../user-intent'
import { type Rule, stop } from './guard-rule'
import { missingSource } from './missing'

/** PostgreSQL manual, "Dropping Roles"; MySQL Reference Manual, "DROP USER": what has a gone DEFINER fails. */
export const ownedObjects: Rule = ({ intent, user, state, dialect }) => {
  if (intent.kind !== 'remove' || state.owned.length === 0) return null
  if (dialect.reassigns && intent.reassignTo !== null) return null
  const owned = state.owned
    .map(({ database, objects }) => `${formatCount(objects, 'object')} in ${database}`)
    .join(', ')
  const close: UserIntent = { kind: 'close', user }
  const revoke: UserIntent = { kind: 'revokeRights', user, rights: 'all' }
  const { name } = state.administrator
  const reassign: UserIntent = { ...intent, reassignTo: name }
  return stop(
    'ownedObjects',
    `${user.name} owns ${owned},`,
    dialect.reassigns
      ? 'which must go to another first.'
      : 'which run with its rights (DEFINER) and fail once it is gone. Give them another definer first.',
    {
      instead: [
        ...(dialect.reassigns ? [{ label: `Give them to ${name}`, intent: reassign }] : []),
        { label: 'Take its rights only', intent: revoke },
        { label: 'Close its sign-in only', intent: close },
      ],
    },
  )
}

export const newOwner: Rule = ({ intent, user, state, dialect }) => {
  if (intent.kind !== 'remove' || intent.reassignTo === null || !dialect.reassigns) return null
  const { reassignTo } = intent
  const known = [state.administrator, ...state.users, ...state.roles].some(({ name }) => name === reassignTo)
  if (known && reassignTo !== user.name) return null
  return missingSource({ name: reassignTo, host: null })
}
