import 'server-only'
import { AS_FAR_AS_READ, someAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import { headingTo, waitingFor } from '@/lib/access/model/iam-auth-state'
import { canHaveIamAuth } from '@/lib/access/model/iam-support'
import { hasIam } from '@/lib/access/model/inventory'
import { isAnswering } from '@/lib/access/model/is-answering'
import type { Target } from '@/lib/access/model/target'
import type { AskedVerb } from '@/lib/access/search/asked-words'
import type { Found, FoundPrincipal, FoundTarget } from '@/lib/access/search/search-inventory'
import { formatCount } from '@/lib/format'
import { can } from '@/lib/operator/operator'
import { routes } from '@/lib/routes'
import type { Reading } from '@/lib/services/account/stale-reading'
import type { Context } from '@/lib/services/context'
import type { Address, FoundItem } from '@/lib/services/shell/found-item'

/** Who asks, in which reading; `as`: the database user, `database`: of a pasted line. */
export interface Asking {
  context: Context
  reading: Reading
  as: string | null
  database: string | null
}

const action = (title: string, href: Address, detail: string | null = null): FoundItem => {
  return { group: 'do', title, detail, href }
}

const placeOf = ({ region, resourceId }: Target) => ({ region, resourceId })

/** A database that is not there is said before somebody tries it. */
function databaseWords({ reading, database }: Asking, { resourceId, name }: Target): string | null {
  if (database === null) return null
  const known = reading.scans[resourceId]?.databases ?? []
  const absent = known.length > 0 && !known.includes(database)
  return absent ? `${name} has no database ${database}` : `database ${database}`
}

/** Leads to what says how its switch stands. */
const switchOf = (target: Target, detail: string) =>
  action(`IAM authentication of ${target.name}`, routes.targetSettings(target), detail)

const NOT_THERE = 'its engine does not have it'
const NOT_SUPPORTED = 'not supported there: no grant can work'

/** Whether a token opens anything there at all; of whom is another question. */
const takesTokens = (target: Target) => target.iamAuth.accepted && isAnswering(target)

function issue(asking: Asking, { target }: FoundTarget): FoundItem[] {
  const { context, as } = asking
  const detail = databaseWords(asking, target)
  const title = as ? `for ${as} on ${target.name}` : `for ${target.name}`
  if (can(context, 'mint') && takesTokens(target))
    return [
      action(
        `Issue token ${title}`,
        routes.tokens(target.accountId, { ...placeOf(target), user: as }),
        detail,
      ),
    ]
  return []
}

/** Who asks for a token that nothing would take is led to why. */
function whyNoToken({ context }: Asking, { target }: FoundTarget): FoundItem[] {
  const { name, status } = target
  const { state, accepted } = target.iamAuth
  if (!can(context, 'mint') || takesTokens(target)) return []
  if (accepted) return [action(`${name} is ${status}`, routes.target(target), 'no token opens it meanwhile')]
  const why = canHaveIamAuth(state) ? 'it is not on' : NOT_THERE
  return [switchOf(target, `no token opens ${name}: ${why}`)]
}

function who({ reading, as }: Asking, { target, canConnect }: FoundTarget): FoundItem {
  const { name } = target
  if (as) return action(`Who can connect to ${name} as ${as}?`, routes.target(target, { find: as, as }))
  const iam = hasIam(reading)
  const read = iam && someAsFarAsRead(reading) ? `, ${AS_FAR_AS_READ}` : ''
  const counted = canConnect === null ? null : `${formatCount(canConnect, 'principal')}${read}`
  return action(`Who can connect to ${name}?`, routes.target(target), iam ? counted : 'not evaluated')
}

function grant({ context, as }: Asking, { target }: FoundTarget): FoundItem[] {
  if (!can(context, 'grant')) return []
  if (!canHaveIamAuth(target.iamAuth.state)) return [switchOf(target, NOT_SUPPORTED)]
  const on = [target.region, target.resourceId, as].filter(Boolean).join('/')
  return [action(`Grant access on ${target.name}`, routes.grant(target.accountId, { on }))]
}

const WAYS = { turnOn: 'on', turnOff: 'off' } as const

function turn({ context }: Asking, { target }: FoundTarget, verb: 'turnOn' | 'turnOff'): FoundItem[] {
  const way = WAYS[verb]
  const { state } = target.iamAuth
  const title = `Turn ${way} IAM authentication on ${target.name}`
  const look = (detail: string) => [switchOf(target, detail)]
  if (target.kind === 'proxy') return look('set on the proxy itself')
  if (!canHaveIamAuth(state)) return look(NOT_THERE)
  if (state === way) return look(`it is ${way} already`)
  if (headingTo(state) === way)
    return look(waitingFor(state) ? `turning it ${way} is waiting already` : `it is turning ${way} already`)
  if (!can(context, 'modify')) return look('you may look at it; switching it is not among your rights')
  return [action(title, routes.targetSettings(target, { switch: way }))]
}

/** What is asked for, done with a target. */
export function targetAction(asking: Asking, found: FoundTarget, verb: AskedVerb): FoundItem[] {
  const { target } = found
  const { name, accountId } = target
  switch (verb) {
    case 'turnOn':
    case 'turnOff':
      return turn(asking, found, verb)
    case 'token':
      return [...issue(asking, found), ...whyNoToken(asking, found)]
    case 'grant':
      return grant(asking, found)
    case 'remove':
      return [
        action(`End a connection to ${name}`, routes.target(target, { find: asking.as }), 'choose whose'),
      ]
    case 'doctor':
      return [action(`Find out why a sign-in to ${name} failed`, routes.doctor(accountId, placeOf(target)))]
    default:
      return [who(asking, found)]
  }
}

/** Without a verb: what is done with a target most. */
export function usualActions(asking: Asking, found: FoundTarget): FoundItem[] {
  const { iamAuth, kind } = found.target
  const mayTurnOn = iamAuth.state === 'off' && kind !== 'proxy' && can(asking.context, 'modify')
  return [
    ...issue(asking, found),
    who(asking, found),
    ...(mayTurnOn ? turn(asking, found, 'turnOn') : []),
    ...grant(asking, found),
  ]
}

/** What is asked for, done with a principal; `target`: where, when that is named too. */
export function principalAction(
  { context, reading }: Asking,
  { principal }: FoundPrincipal,
  verb: AskedVerb,
  target: Target | null = null,
): FoundItem[] {
  const { label, arn, name } = principal
  const on = target ? ` to ${target.name}` : ''
  if (verb === 'remove')
    return [
      action(
        `End a connection of ${label}${on}`,
        target ? routes.target(target, { find: name }) : routes.principal(arn),
        'choose which',
      ),
    ]
  if (verb === 'grant') {
    if (!can(context, 'grant')) return []
    if (target && !canHaveIamAuth(target.iamAuth.state)) return [switchOf(target, NOT_SUPPORTED)]
    return [
      action(
        `Grant access to ${label}${target ? ` on ${target.name}` : ''}`,
        routes.grant(reading.accountId, {
          who: arn,
          on: target ? `${target.region}/${target.resourceId}` : null,
        }),
      ),
    ]
  }
  if (target && (verb === 'who' || verb === 'reach'))
    return [action(`Can ${label} connect to ${target.name}?`, routes.target(target, { find: name }))]
  if (verb === 'who' || verb === 'reach') return [action(`What can ${label} reach?`, routes.principal(arn))]
  return []
}

/** A database user by its name alone. */
export function userAction(
  asking: Asking,
  user: Found['databaseUsers'][number],
  verb: AskedVerb,
): FoundItem[] {
  const found = { target: user.target, canConnect: null }
  if (verb === 'token' || verb === 'who' || verb === 'grant')
    return targetAction({ ...asking, as: user.name }, found, verb)
  return []
}
