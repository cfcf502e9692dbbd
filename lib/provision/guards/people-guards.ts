import { columnFor } from '@/lib/access/decide/columns'
import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import { proxiesBefore } from '@/lib/access/model/proxies-before'
import { connectArn } from '@/lib/access/model/target'
import { DECISIONS } from '@/lib/iam/index'
import type { Question } from '../dialect'
import { type Rule, stop } from './guard-rule'

const listed = (names: readonly string[]) =>
  names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ')

const heldAsRole = (names: readonly string[], role: string) =>
  `${listed(names)} ${names.length === 1 ? 'holds' : 'hold'} ${role} as a role`

/** Everything but to look, to give rights, and to end sessions. */
const TOUCHES = ['makeReady', 'close', 'remove', 'revokeRights']

const anotherUser = ({ user }: Question) => ({
  label: `Create ${user.name}_iam for IAM instead`,
  intent: {
    kind: 'create' as const,
    user: { name: `${user.name}_iam`, host: user.host },
    rights: { template: 'like' as const, schemas: [], of: user, tables: [], direct: false },
    despite: [],
  },
})

/** RDS User Guide, "Creating a database account using IAM authentication": the master password stops working. */
export const master: Rule = question => {
  const { intent, user, target, found } = question
  if (user.name !== target.masterUsername || !TOUCHES.includes(intent.kind)) return null
  const { passwordRefusal, sql, words } = familyOf(target)
  if (intent.kind !== 'makeReady')
    return stop('master', `${user.name} is the master user,`, 'which RDS keeps for whoever runs the server.')
  const happened = found?.iamReady && passwordRefusal(found, true)
  if (!happened)
    return stop(
      'master',
      `${user.name} is the master user,`,
      'and its password would stop working for everybody who runs this server.',
      {
        instead: [anotherUser(question)],
      },
    )
  return stop(
    'master',
    `${user.name} is the master user and ${words.isReady} already.`,
    `Its password is refused while IAM is on. Sign in as ${user.name} with a token (rds-db:connect on its name), or as another administrator, and give the password back:`,
    { line: sql?.allowPassword(found) ?? null, as: 'another administrator, or with a token' },
  )
}

export const ownUser: Rule = ({ intent, user, own, state }) => {
  const ours = own.includes(user.name) || state.administrator.name === user.name
  if (!ours || ![...TOUCHES, 'endSessions'].includes(intent.kind) || intent.kind === 'makeReady') return null
  return stop(
    'ownUser',
    `Gatehouse signs in as ${user.name},`,
    'and would lock itself out. Change it by hand, as the master user.',
  )
}

/** Who would lose something: what the user lends, or the password. Who signs in by IAM already has none to lose. */
function losers({ intent, user, dialect, state }: Question): string[] {
  const { heldBy, passedOnBy, lendIam } = state
  if (intent.kind !== 'makeReady' || !dialect.lendsSignIn || lendIam.includes(user.name)) return heldBy
  return [...heldBy, ...passedOnBy].filter(name => !lendIam.includes(name))
}

/** Nested membership counts, so that what is granted to a role is granted to all who hold it. */
export const heldByOthers: Rule = question => {
  const { intent, user, state, dialect, target } = question
  const { lendIam } = state
  const heldBy = losers(question)
  if (heldBy.length === 0) return null
  if (intent.kind === 'remove' || (intent.kind === 'revokeRights' && intent.rights === 'all'))
    return stop(
      'heldByOthers',
      `${heldAsRole(heldBy, user.name)},`,
      'and would lose what it lends them. Take it from them first.',
    )
  if (intent.kind !== 'makeReady') return null
  if (!dialect.lendsSignIn)
    return stop(
      'heldByOthers',
      `${heldAsRole(heldBy, user.name)}:`,
      'what signs in should be nobody else’s role.',
      {
        instead: [anotherUser(question)],
      },
    )
  const already = lendIam.includes(user.name)
  const { allowPassword } = familyOf(target).sql ?? {}
  return stop(
    'heldByOthers',
    `${heldAsRole(heldBy, user.name)},`,
    already
      ? 'and rds_iam with it already: while IAM is on their passwords are refused, and they sign in with a token as themselves. The way back:'
      : 'so that they would have rds_iam too, and their passwords would be refused while IAM is on.',
    {
      line: already
        ? (allowPassword?.({ name: user.name, grantPath: ['rds_iam', user.name] }) ?? null)
        : null,
      as: already ? state.administrator.name : null,
      instead: [anotherUser(question)],
    },
  )
}

/** Who comes through a proxy as this user, as far as IAM says. */
export function throughSecrets({ access, target, user }: Question): {
  proxies: string[]
  principals: string[]
} {
  const proxies = proxiesBefore(access.inventory.targets, [target]).filter(
    ({ proxy }) => proxy?.databaseAuth === 'secret' || proxy?.alsoSecrets,
  )
  const resources = proxies.map(proxy =>
    connectArn(proxy, columnFor(access, proxy, user.name).representativeName),
  )
  const codes = access.compiled.matrix(resources)
  const principals = access.inventory.principals.filter((_, row) =>
    resources.some((_proxy, at) => {
      const decision = DECISIONS[codes[row * resources.length + at] ?? 0]
      return decision === 'allowed' || decision === 'conditional'
    }),
  )
  return { proxies: proxies.map(({ name }) => name), principals: principals.map(({ label }) => label) }
}

/** RDS User Guide, "Setting up database credentials for RDS Proxy": leave rds_iam off the user of a secret. */
export const proxySecret: Rule = question => {
  const { intent, user, found } = question
  if (intent.kind !== 'makeReady' || intent.despite.includes('proxySecret')) return null
  if (found?.signIn !== 'password' && found?.signIn !== 'iamOrPassword') return null
  const { proxies, principals } = throughSecrets(question)
  if (proxies.length === 0) return null
  const who = principals.length > 0 ? ` Allowed through it as ${user.name}: ${listed(principals)}.` : ''
  return stop(
    'proxySecret',
    `${listed(proxies)} signs in here with passwords from secrets,`,
    `which Gatehouse does not read. If one of them is of ${user.name}, nobody comes through as ${user.name} once its password is refused.${who}`,
    {
      instead: [
        anotherUser(question),
        {
          label: `No secret of ${listed(proxies)} is of ${user.name}`,
          intent: { ...intent, despite: [...intent.despite, 'proxySecret'] },
        },
      ],
    },
  )
}
