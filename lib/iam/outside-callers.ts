import { arnFields, parseArn } from './arn'
import type { PreparedCondition } from './conditions/prepare-condition'
import type { Choices, States, StatesOf } from './fact-choices'
import {
  type CallerKind,
  FACTS_OF_PRINCIPALS,
  issuerOf,
  NOT_OF_PRINCIPALS,
  type TrustCaller,
} from './trust-caller'
import { matchesWildcard } from './wildcard'

/** Callers who are no user or role of this account. What their own account or provider says is not read. */

function serviceCaller(value: string): TrustCaller {
  const context = {
    'aws:SecureTransport': 'true',
    'aws:PrincipalIsAWSService': 'true',
    ...(value === '*' ? {} : { 'aws:PrincipalServiceName': value }),
  }
  const choices = { possible: ofServices, every: ofServices }
  return { kind: 'service', value, context, absentKeys: ['aws:username'], own: null, choices }
}

/** No user, no role and no member of an organisation: a Deny of all but those meets a service. */
const ofServices: StatesOf = key => {
  if (key === 'aws:principalarn') return [[], [`arn:aws:iam::${STRANGER}:role/\u0001`]]
  return key.startsWith('aws:principalorg') ? (GIVEN[key] ?? null) : null
}

const SAML_AUDIENCE = /^https:\/\/([a-z0-9-]+\.)?signin\.(aws\.amazon|amazonaws-us-gov|amazonaws)\.c(om|n)/
const OIDC_AUDIENCE = /^sts\.amazonaws\.com(\.cn)?$/

/** Somebody whom the provider vouches for: the audience that every sign-in can bring singles nobody out. */
function signInThrough(kind: 'saml' | 'oidc', value: string): TrustCaller {
  const key = kind === 'saml' ? 'saml:aud' : `${issuerOf(value)}:aud`.toLowerCase()
  const standard = kind === 'saml' ? SAML_AUDIENCE : OIDC_AUDIENCE
  const elsewhere: StatesOf = lowerKey => (isOfAnother(lowerKey, kind, value) ? [[]] : null)
  const some: StatesOf = (lowerKey, conditions) => {
    if (lowerKey !== key) return elsewhere(lowerKey, conditions)
    const audiences = conditions.flatMap(({ source }) => source.values).filter(one => standard.test(one))
    return audiences.length > 0 ? audiences.map(audience => [audience]) : null
  }
  const context = { 'aws:SecureTransport': 'true' }
  const caller: TrustCaller = {
    kind,
    value,
    context,
    absentKeys: ['aws:username'],
    own: null,
    choices: { possible: elsewhere, some },
  }
  return value === '*' ? { ...caller, doubt: 'Which identity providers the account has is not read' } : caller
}

const issuerIn = (lowerKey: string) => /^([^:]*\.[^:]*):/.exec(lowerKey)?.[1]?.replace(/\/$/, '') ?? null

/** A claim of one provider is in no sign-in through another (IAM User Guide, "Available keys for AWS OIDC federation"). */
function isOfAnother(lowerKey: string, kind: 'saml' | 'oidc', value: string): boolean {
  const issuer = issuerIn(lowerKey)
  if (kind === 'saml') return issuer !== null
  if (lowerKey.startsWith('saml:')) return true
  return issuer !== null && value !== '*' && issuer !== issuerOf(value).toLowerCase().replace(/\/$/, '')
}

/** A principal named in another account. */
function foreignCaller(kind: 'user' | 'role' | 'session', value: string): TrustCaller {
  const account = parseArn(value)?.account ?? ''
  const context = {
    ...FACTS_OF_PRINCIPALS,
    'aws:PrincipalAccount': account,
    'aws:PrincipalType': kind === 'user' ? 'User' : 'AssumedRole',
    ...(kind === 'session' ? {} : { 'aws:PrincipalArn': value }),
  }
  const absentKeys = kind === 'user' ? NOT_OF_PRINCIPALS : ['aws:username', ...NOT_OF_PRINCIPALS]
  return { kind, value, context, absentKeys, own: null, choices: CHOICES_OF_ONE }
}

/** Some user or role of the account: let in without a condition only where every one of them is. */
function somebodyOf(account: string): TrustCaller {
  const every: StatesOf = (key, conditions) => {
    if (key === 'aws:principalarn') return arnsIn(account, conditions)
    return key === 'aws:principaltype' ? [['User'], ['AssumedRole']] : null
  }
  const context = { ...FACTS_OF_PRINCIPALS, 'aws:PrincipalAccount': account }
  const choices = { possible: every, some: anyWillDo, every }
  return { kind: 'account', value: account, context, absentKeys: NOT_OF_PRINCIPALS, own: null, choices }
}

/** The caller that a kind of principal outside the account stands for; null where none of them calls. */
export function outsideCaller(kind: CallerKind, value: string): TrustCaller | null {
  if (kind === 'service') return serviceCaller(value)
  if (kind === 'saml' || kind === 'oidc') return signInThrough(kind, value)
  if (kind === 'user' || kind === 'role' || kind === 'session') return foreignCaller(kind, value)
  if (kind === 'account') return somebodyOf(value)
  return kind === 'anyone' ? ANYONE : null
}

const STRANGER = '000000000000'
/** Whoever calls may leave these out. */
const LEFT_OUT = /^aws:(requesttag\/|tagkeys$)|^sts:(transitivetagkeys|sourceidentity)$/
const ANYBODYS = new Set(['sts:externalid', 'aws:sourceip', 'aws:viaawsservice', 'aws:calledvia'])

/** A condition that any external id or address meets, or a call without tags, singles nobody out. */
const anyWillDo: StatesOf = key => {
  if (LEFT_OUT.test(key)) return [[]]
  return ANYBODYS.has(key) ? (GIVEN[key] ?? null) : null
}

/** Of one user or role: such a condition is none, any other stays as it is written. */
export const CHOICES_OF_ONE: Choices = { some: anyWillDo, every: () => null }
const FREE =
  /^aws:(principaltag\/|requesttag\/|tagkeys$|multifactorauth|principaltype$|username$|requestedregion$|useragent$)|^sts:(rolesessionname|sourceidentity|transitivetagkeys|durationseconds)$/

/** Neither of them is anybody's to choose; a stranger has none, or another one. */
const GIVEN: Record<string, States> = {
  'aws:principalaccount': [[STRANGER]],
  'aws:principalorgid': [[], ['o-stranger00']],
  'aws:principalorgpaths': [[], ['o-stranger00/r-0000/']],
  'sts:externalid': [[], ['\u0001']],
  'aws:sourceip': [['198.51.100.7'], ['2001:db8::7']],
  'aws:sourcevpc': [[]],
  'aws:sourcevpce': [[]],
  'aws:viaawsservice': [['false']],
  'aws:calledvia': [[]],
}

/** Somebody with an AWS account of their own, who gives themselves any name, tag and MFA device. */
const ANYONE: TrustCaller = {
  kind: 'anyone',
  value: '*',
  context: FACTS_OF_PRINCIPALS,
  absentKeys: NOT_OF_PRINCIPALS,
  own: null,
  choices: {
    possible: (key, conditions) => {
      if (key === 'aws:principalarn') return arnsIn(STRANGER, conditions)
      return key === 'aws:principalaccount' ? [[STRANGER]] : null
    },
    some: (key, conditions) => {
      if (key === 'aws:principalarn') return arnsIn(STRANGER, conditions)
      return FREE.test(key) ? 'anything' : (GIVEN[key] ?? null)
    },
  },
}

/** A user and a role that nobody names, and one of each name that a pattern asks for. */
function arnsIn(account: string, conditions: readonly PreparedCondition[]): States {
  const nobody = [`user/\u0001`, `role/\u0001`].map(name => `arn:aws:iam::${account}:${name}`)
  const asked = conditions
    .flatMap(({ source }) => source.values)
    .flatMap(value => {
      const [, partition = '', service, , pattern = '', name = ''] = arnFields(value)
      if (!matchesWildcard(pattern, account) || name === '' || value.includes('${')) return []
      const filled = name.replace(/[*?]/g, 'x')
      const kinds = /^(user|role)\//.test(filled) ? [filled] : [`user/${filled}`, `role/${filled}`]
      const place = /[*?]/.test(partition) ? 'aws' : partition
      return service === undefined ? [] : kinds.map(kind => `arn:${place}:iam::${account}:${kind}`)
    })
  return [...new Set([...nobody, ...asked])].map(arn => [arn])
}
