import type { Question, Work } from '../dialect'
import { memberOf, ofKind } from '../fact-sets'
import { actsAs } from '../may-grant'
import type { UserFact } from '../user-fact'
import type { UserIntent } from '../user-intent'
import { rightsAsked } from '../user-intent'
import type { Guard } from '../user-plan'
import { stop } from './guard-rule'

type StepRule = (question: Question, work: Work) => Guard | null

const changed = ({ adds, removes }: Work): UserFact[] => [...adds, ...removes]

/** The same wish without passing on a role; none where it is not about one. */
function directly(intent: UserIntent): Guard['instead'] {
  const rights = rightsAsked(intent)
  if (!rights || rights.direct || !('rights' in intent)) return []
  if (rights.template !== 'role') return []
  return [
    {
      label: 'Grant its rights directly instead',
      intent: { ...intent, rights: { ...rights, direct: true } },
    },
  ]
}

/** CREATEROLE, CREATE USER: for all that is not a right. */
const makesUsers: StepRule = ({ state, dialect, master }, work) => {
  const { administrator } = state
  const own = ['exists', 'signIn', 'plugin', 'tls', 'attribute', 'limit']
  if (administrator.superuser || administrator.createsUsers) return null
  if (!changed(work).some(({ kind }) => own.includes(kind))) return null
  return stop('makesUsers', `${administrator.name} may not change users,`, 'so this is refused.', {
    line: dialect.lift.makeUsers(administrator),
    as: master,
  })
}

/** PostgreSQL manual, "ALTER ROLE": from 16 on it takes ADMIN OPTION on the very user. */
const changesUser: StepRule = ({ intent, state, dialect, master, user, version }, work) => {
  const { administrator } = state
  if (intent.kind === 'create' || !administrator.createsUsers) return null
  if (dialect.changesAll(administrator, version) || administrator.adminOf.includes(user.name)) return null
  if (!changed(work).some(({ kind }) => ['exists', 'signIn', 'attribute', 'limit'].includes(kind)))
    return null
  return stop(
    'changesUser',
    `${administrator.name} did not make ${user.name},`,
    'and has no ADMIN OPTION on it.',
    {
      line: dialect.lift.passOn({ role: user.name, host: user.host }, administrator),
      as: master,
    },
  )
}

const passesOn: StepRule = ({ intent, state, dialect, master, version }, work) => {
  const { administrator } = state
  // A user that goes takes its memberships along.
  if (intent.kind === 'remove' || dialect.passesOnAll(administrator, version)) return null
  const roles = ofKind(changed(work), 'member').filter(({ role }) => !administrator.adminOf.includes(role))
  const [first] = roles
  if (!first) return null
  const names = roles.map(({ role }) => role).join(', ')
  return stop(
    'passesOn',
    `${administrator.name} has no ADMIN OPTION on ${names},`,
    'so it cannot pass that on or take it.',
    {
      line: roles.map(role => dialect.lift.passOn(role, administrator)).join('\n'),
      as: master,
      instead: first.role === 'rds_iam' ? [] : directly(intent),
    },
  )
}

const grants: StepRule = ({ intent, state, dialect, master }, work) => {
  // DROP OWNED and DROP USER ask for no GRANT OPTION.
  const refused = intent.kind === 'remove' ? null : dialect.refusal(changed(work), state)
  return refused && stop('grants', refused.title, refused.text, { line: refused.line, as: master })
}

/** REASSIGN OWNED and DROP OWNED are for who acts as both. */
const clears: StepRule = ({ intent, user, state, dialect, master, version }, work) => {
  if (intent.kind !== 'remove' || !work.statements.some(line => line.startsWith('REASSIGN OWNED')))
    return null
  const { administrator } = state
  const joins = dialect.passesOnAll(administrator, version) || administrator.adminOf.includes(user.name)
  const needed = [joins ? null : user.name, intent.reassignTo].filter(role => role !== null)
  const missing = needed.filter(role => !actsAs(state, role))
  if (missing.length === 0) return null
  return stop(
    'clears',
    `${administrator.name} does not act as ${missing.join(' and ')},`,
    'so it cannot give away what is owned, nor take the rights.',
    {
      line: missing
        .flatMap(role =>
          role === user.name
            ? dialect.lift.passOn({ role, host: null }, administrator)
            : dialect.give([memberOf(role)], administrator, []),
        )
        .join('\n'),
      as: master,
    },
  )
}

const setsDefaultRoles: StepRule = ({ intent, state, dialect, master }, work) => {
  const { administrator } = state
  if (administrator.superuser || administrator.setsDefaultRoles) return null
  if (ofKind(changed(work), 'defaultRole').length === 0 || work.removes.some(({ kind }) => kind === 'exists'))
    return null
  return stop(
    'setsDefaultRoles',
    `${administrator.name} may not say which roles others use at sign-in,`,
    `so the role would be in force after SET ROLE only.${dialect.lift.defaultRolesAre ?? ''}`,
    {
      line: dialect.lift.setDefaultRoles(administrator),
      as: master,
      instead: directly(intent),
    },
  )
}

const endsSessions: StepRule = ({ state, dialect, master }, work) => {
  const { administrator } = state
  if (administrator.endsSessions || administrator.superuser || ofKind(work.removes, 'session').length === 0)
    return null
  if (work.removes.some(({ kind }) => kind === 'exists')) return null
  return stop(
    'endsSessions',
    `${administrator.name} may not end sessions of others,`,
    'so this one stays open.',
    {
      line: dialect.lift.endSessions(administrator),
      as: master,
    },
  )
}

/** RDS User Guide, "Creating a database account using IAM authentication": IAM takes precedence over the password. */
const lendsIam: StepRule = ({ intent, found, state, target, user }, work) => {
  if (intent.kind !== 'addRights') return null
  const others = [...state.heldBy, ...state.passedOnBy].filter(name => !state.lendIam.includes(name))
  const hit = [...(found?.signIn === 'password' ? [user.name] : []), ...others]
  const lent = ofKind(work.adds, 'member').filter(({ role }) => state.lendIam.includes(role))
  if (lent.length === 0 || hit.length === 0) return null
  const safe = user.name === target.masterUsername || others.length > 0
  return stop(
    'lendsIam',
    `${lent.map(({ role }) => role).join(', ')} has rds_iam,`,
    `so that ${hit.join(', ')} would sign in by token alone from then on: the password is refused while IAM is on for ${target.name}.`,
    safe
      ? {}
      : {
          instead: [
            { label: `Make ${user.name} IAM-ready first`, intent: { kind: 'makeReady', user, despite: [] } },
          ],
        },
  )
}

const RULES: StepRule[] = [
  lendsIam,
  makesUsers,
  changesUser,
  passesOn,
  clears,
  grants,
  setsDefaultRoles,
  endsSessions,
]

export const guardsOfStep = (question: Question, work: Work): Guard[] =>
  RULES.flatMap(rule => rule(question, work) ?? [])
