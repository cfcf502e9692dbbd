import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import { proxiesBefore } from '@/lib/access/model/proxies-before'
import { formatCount } from '@/lib/format'
import type { PlanNote } from '@/lib/grants/grant-plan'
import { signInAfter } from '@/lib/grants/user-in-scan'
import type { Question, Work } from './dialect'
import { hasFact, ofKind } from './fact-sets'
import { isSignInRole, isWithin } from './given'
import { throughSecrets } from './guards/people-guards'
import { readFacts } from './read-fact'
import { afterWorks } from './run-works'
import { askedToTake } from './taking'
import { factLine, type UserFact } from './user-fact'

type NoteRule = (question: Question, works: readonly Work[]) => PlanNote | null

const ok = (text: string): PlanNote => ({ tone: 'ok', text })
const info = (text: string): PlanNote => ({ tone: 'info', text })
const warn = (text: string): PlanNote => ({ tone: 'warn', text })

const writer: NoteRule = ({ target, state, access }) => {
  if (state.readOnly) return null
  const replicas = access.inventory.targets.filter(
    ({ replicaOf, region }) => replicaOf === target.name && region === target.region,
  )
  const readers = target.members.filter(({ role }) => role === 'reader').length + replicas.length
  if (readers === 0) return ok(`${target.name} accepts writes.`)
  return ok(
    `Writer chosen: ${target.name}. ${formatCount(readers, 'reader')} ${readers === 1 ? 'refuses' : 'refuse'} writes and ${readers === 1 ? 'follows' : 'follow'} by ${readers === 1 ? 'itself' : 'themselves'}.`,
  )
}

const iam: NoteRule = ({ target, state, intent }) => {
  if (intent.kind !== 'create' && intent.kind !== 'makeReady') return null
  if (!state.iamLoaded) return null
  const { readyBy } = familyOf(target)
  if (target.iamAuth.accepted) return ok(`${readyBy} is there, and IAM authentication is on.`)
  return warn(
    `IAM authentication is off on ${target.name}: nobody signs in with a token until it is turned on.`,
  )
}

const newName: NoteRule = ({ intent, state, user }) =>
  intent.kind === 'create' && !state.users.some(({ name }) => name === user.name)
    ? ok(`No user is called ${user.name}.`)
    : null

const blind: NoteRule = ({ state: { administrator } }) =>
  administrator.blind.length === 0
    ? ok(`Read as ${administrator.name}, which sees all of it.`)
    : warn(
        `What is not known, since ${administrator.name} may not read it: ${administrator.blind.join('; ')}. The change can be made all the same.`,
      )

const password: NoteRule = ({ intent, found, user, target }) => {
  if (intent.kind !== 'makeReady' || (found?.signIn !== 'password' && found?.signIn !== 'iamOrPassword'))
    return null
  const gone = familyOf(target).passwordRefusal({ signIn: 'iam' }, false) !== null
  return warn(
    gone
      ? `The password of ${user.name} is removed: whatever signs in with it is refused from then on.`
      : `The password of ${user.name} is refused while IAM is on: whatever signs in with it is locked out.`,
  )
}

const secondWay: NoteRule = ({ intent, found, user }) =>
  found?.signIn === 'iamOrPassword' && intent.kind !== 'makeReady' && intent.kind !== 'remove'
    ? warn(`${user.name} has a second way to sign in beside IAM, its password, which this leaves as it is.`)
    : null

const narrowerHosts: NoteRule = ({ intent, state, user }) => {
  if (intent.kind !== 'makeReady' && intent.kind !== 'addRights' && intent.kind !== 'create') return null
  const others = state.users.filter(other => other.name === user.name && other.host !== user.host)
  if (others.length === 0) return null
  const names = others.map(
    ({ name, host, iamReady }) => `${name}@${host}${iamReady ? '' : ' (not IAM-ready)'}`,
  )
  return warn(
    `From the hosts of ${names.join(', ')} a client comes in as that one where its host is narrower than ${user.host}.`,
  )
}

const administers: NoteRule = ({ intent, found, user }) =>
  intent.kind === 'makeReady' && found?.superuser
    ? warn(`${user.name} administers the server: so does whoever IAM lets in as ${user.name}.`)
    : null

/** RDS User Guide, "Understanding the rds_superuser role"; PostgreSQL manual, "Predefined Roles". */
const ADMINISTERS =
  /^(rds_superuser|rds_superuser_role|pg_execute_server_program|pg_(read|write)_server_files)$/

const givesAll: NoteRule = ({ user, state }, works) => {
  const all = new Set(state.users.flatMap(({ name, superuser }) => (superuser ? name : [])))
  const lent = ofKind(readFacts(state.factsOfOther ?? []), 'member')
  const administers = (role: string) => ADMINISTERS.test(role) || all.has(role)
  const roles = works
    .flatMap(({ adds }) => ofKind(adds, 'member'))
    .filter(({ role }) => administers(role) || lent.some(held => administers(held.role)))
  return roles.length === 0
    ? null
    : warn(
        `${roles.map(({ role }) => role).join(', ')} administers the server: so will ${user.name}, and whoever IAM lets in as it.`,
      )
}

const openSessions: NoteRule = ({ intent, have, found, user }) => {
  if (!['close', 'revokeRights', 'makeReady'].includes(intent.kind)) return null
  const live = ofKind(have, 'session').length
  if (live > 0)
    return warn(
      `${formatCount(live, 'session')} of ${user.name} ${live === 1 ? 'stays' : 'stay'} open: end ${live === 1 ? 'it' : 'them'} too if ${live === 1 ? 'it' : 'they'} must not go on.`,
    )
  return found?.detail?.sessions === 0
    ? ok(`${user.name} has no session open.`)
    : info(`Open sessions of ${user.name}, if there are any, go on.`)
}

/** MySQL Reference Manual, "The INFORMATION_SCHEMA PROCESSLIST Table": a session names its user, and no row of mysql.user. */
const sessionsOfName: NoteRule = ({ intent, state, user, have }) => {
  if (user.host === null || ofKind(have, 'session').length === 0) return null
  if (intent.kind !== 'endSessions' && intent.kind !== 'remove') return null
  const others = state.users.filter(other => other.name === user.name && other.host !== user.host)
  return others.length === 0
    ? null
    : warn(
        `The server tells sessions apart by name only: those of ${others.map(({ name, host }) => `${name}@${host}`).join(', ')} end too.`,
      )
}

const behindProxy: NoteRule = question => {
  const { intent, found, user } = question
  if (!['close', 'remove'].includes(intent.kind) || found?.signIn !== 'password') return null
  const { proxies } = throughSecrets(question)
  return proxies.length === 0
    ? null
    : warn(
        `${proxies.join(', ')} signs in here with passwords from secrets, which are not read: if one is of ${user.name}, nobody comes through as ${user.name}.`,
      )
}

/** What everybody may do is not taken from one. */
const everybody: NoteRule = ({ intent, state, user }, works) => {
  if (intent.kind !== 'revokeRights') return null
  const open = works
    .flatMap(({ removes }) => removes)
    .filter(fact => hasFact(readFacts(state.publicFacts), fact))
  return open.length === 0
    ? null
    : warn(`${user.name} keeps what PUBLIC, that is every user, has: ${open.map(factLine).join('; ')}.`)
}

/** What is taken may be there twice: through all tables of a schema, or through a role. */
const stillThere: NoteRule = (question, works) => {
  const { intent, have, user } = question
  if (intent.kind !== 'revokeRights' || intent.rights === 'all') return null
  const after = afterWorks(have, works)
  const wide = after.filter(fact => askedToTake(question).some(asked => isWithin(asked, fact)))
  const roles = ofKind(after, 'member').flatMap(({ role }) => (isSignInRole(role) ? [] : role))
  const words = [
    ...wide.map(factLine),
    ...(roles.length > 0 ? [`whatever ${roles.join(', ')} lends it`] : []),
  ]
  return words.length === 0 ? null : warn(`${user.name} keeps ${words.join('; ')}.`)
}

/** Who had rds_iam through a role that is taken takes a password again. */
const backToPassword: NoteRule = ({ found, have, state, user }, works) => {
  const signIn = (facts: readonly UserFact[]) => signInAfter(facts, state, user, found ?? undefined).signIn
  return signIn(have) === 'iam' && signIn(afterWorks(have, works)) === 'password'
    ? warn(`${user.name} has rds_iam no more then: it signs in by password, if it has one.`)
    : null
}

const alsoForOthers: NoteRule = ({ intent, state, user }) =>
  state.heldBy.length > 0 &&
  (intent.kind === 'addRights' || (intent.kind === 'revokeRights' && intent.rights !== 'all'))
    ? warn(`${user.name} is a role of ${state.heldBy.join(', ')} too: the same is true there.`)
    : null

const secretProxies: NoteRule = ({ intent, access, target }) => {
  if (intent.kind !== 'create') return null
  const secret = proxiesBefore(access.inventory.targets, [target]).filter(
    ({ proxy }) => proxy?.databaseAuth === 'secret',
  )
  return secret.length === 0
    ? null
    : info(
        `Through ${secret.map(({ name }) => name).join(', ')} it cannot sign in: that proxy takes passwords from secrets.`,
      )
}

const nothing: NoteRule = (_, works) => (works.length === 0 ? info('Nothing is left to do.') : null)

const RULES: NoteRule[] = [
  ...[nothing, writer, iam, newName, narrowerHosts, blind, password, secondWay, administers, givesAll],
  ...[
    openSessions,
    sessionsOfName,
    behindProxy,
    secretProxies,
    everybody,
    stillThere,
    backToPassword,
    alsoForOthers,
  ],
]

export const notesOf = (question: Question, works: readonly Work[]): PlanNote[] => [
  ...RULES.flatMap(rule => rule(question, works) ?? []),
  ...(question.wanted?.notes ?? []),
]
