import { sameHostless } from '../same-user'
import type { UserIntent, UserName } from '../user-intent'
import { type Rule, stop } from './guard-rule'

const named = (intent: UserIntent, user: UserName): UserIntent => ({ ...intent, user })
const despite = (intent: UserIntent, id: 'otherCase' | 'otherHost'): UserIntent =>
  intent.kind === 'create' ? { ...intent, despite: [...intent.despite, id] } : intent

const sayUser = ({ name, host }: UserName) => (host === null ? name : `${name}@${host}`)

/** rdsadmin and what the engine keeps for itself. */
export const reserved: Rule = ({ user, dialect }) =>
  dialect.isReserved(user.name)
    ? stop('reserved', `${user.name} is the engine's own or AWS's,`, 'and is left alone.')
    : null

export const nameRule: Rule = ({ intent, user, dialect, target }) => {
  if (intent.kind !== 'create') return null
  const mistake = dialect.nameMistake(user)
  if (!mistake) return null
  const { text, suggestion } = mistake
  const instead =
    suggestion === null
      ? []
      : [{ label: `Use ${suggestion}`, intent: named(intent, { name: suggestion, host: intent.user.host }) }]
  return stop('nameRule', `${target.engineLabel} cannot keep this name.`, text, { instead })
}

export const nameTaken: Rule = ({ intent, user, have, found }) => {
  if (intent.kind !== 'create' || have.length === 0) return null
  const text = 'Nothing of it is made anew.'
  const ready = found?.iamReady === true && found.signIn !== 'noLogin' && found.signIn !== 'locked'
  const { rights } = intent
  return stop('nameTaken', `${sayUser(user)} exists.`, text, {
    instead: [
      ready
        ? { label: 'Give it these rights', intent: { kind: 'addRights', user, rights } }
        : { label: 'Make it IAM-ready', intent: { kind: 'makeReady', user, despite: [] } },
    ],
  })
}

/** MySQL Reference Manual, "Access Control, Stage 1": of several accounts of one name the narrowest host decides. */
export const otherHost: Rule = ({ intent, user, state }) => {
  if (intent.kind !== 'create' || intent.despite.includes('otherHost')) return null
  const others = state.users.filter(
    other => other.name === user.name && other.host !== user.host && other.host !== null,
  )
  const [first] = others
  if (!first) return null
  const text = `A client comes in as the one with the narrowest host that fits it: from there, ${sayUser(user)} is never asked.`
  return stop('otherHost', `${others.map(sayUser).join(' and ')} exists already.`, text, {
    instead: [
      ...others
        .filter(({ iamReady }) => !iamReady)
        .map(other => ({
          label: `Make ${sayUser(other)} IAM-ready`,
          intent: {
            kind: 'makeReady',
            user: { name: other.name, host: other.host },
            despite: [],
          } as UserIntent,
        })),
      { label: `Create ${sayUser(user)} all the same`, intent: despite(intent, 'otherHost') },
    ],
  })
}

/** User names are told apart by case, in the engines and in policies. */
export const otherCase: Rule = ({ intent, user, state, have }) => {
  const twin = state.users.find(other => sameHostless(other, user) && other.name !== user.name)
  if (!twin) return null
  const use = { label: `Use ${twin.name}`, intent: named(intent, { name: twin.name, host: twin.host }) }
  if (intent.kind === 'create') {
    if (intent.despite.includes('otherCase') || have.length > 0) return null
    return stop(
      'otherCase',
      `${sayUser(twin)} differs in case only.`,
      'The two would be two users, here and in policies.',
      {
        instead: [use, { label: `Create ${user.name} all the same`, intent: despite(intent, 'otherCase') }],
      },
    )
  }
  if (have.length > 0) return null
  return stop('noSuchUser', `There is no user ${user.name}.`, `${twin.name} differs in case only.`, {
    instead: [use],
  })
}

export const noSuchUser: Rule = ({ intent, user, state, have }) => {
  if (intent.kind === 'create' || have.length > 0) return null
  if (state.users.some(other => sameHostless(other, user) && other.name !== user.name)) return null
  const elsewhere = state.users.filter(({ name }) => name === user.name)
  return stop('noSuchUser', `There is no user ${sayUser(user)}.`, 'It may have been removed meanwhile.', {
    instead: elsewhere.map(({ name, host }) => ({
      label: `Use ${sayUser({ name, host })}`,
      intent: named(intent, { name, host }),
    })),
  })
}
