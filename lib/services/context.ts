import 'server-only'
import { type Account, homeAccount } from '@/lib/account'
import { HOME } from '@/lib/account-name'
import { settings } from '@/lib/config/env'
import { AppError } from '@/lib/errors'
import { addressAccount } from '@/lib/operator/address-account'
import { type Actor, CAPABILITIES, type Capability, within } from '@/lib/operator/operator'
import { requireOperator } from '@/lib/operator/require-operator'

/** Who asks, in which account, at what time: the first thing every verb is given. */
export interface Context {
  actor: Actor
  account: Account
  now: Date
}

/** In the account that the server's own credentials are of. */
export function contextOf(actor: Actor, now = new Date()): Context {
  return { actor, account: homeAccount(), now }
}

/** Of the browser that asks; undefined where no browser does. */
export function sessionOf({ actor }: Context): string | undefined {
  return actor.kind === 'person' ? actor.sessionId : undefined
}

/** As an entry of Activity names who asks. */
export function actorOf({ actor }: Pick<Context, 'actor'>) {
  return { actor: actor.name, actorKind: actor.kind }
}

/** Throws where the server reads another account. Until AWS has said whose credentials these are, any name may be right. */
export function assertReads({ id }: Account, accountId: string): void {
  if (accountId === HOME || id === null || accountId === id) return
  throw new AppError(
    'notFound',
    `This address is of account ${accountId}, which this server does not read: its credentials are of account ${id}. Nothing of ${accountId} is shown or changed here.`,
  )
}

/**
 * For pages and routes that read, and for actions: the person whose session asks, in the account that the address names.
 * Throws where nobody is signed in.
 */
export async function contextOfRequest(accountId?: string): Promise<Context> {
  const context = contextOf(await requireOperator())
  assertReads(context.account, accountId ?? (await addressAccount()))
  return context
}

/**
 * For work that nobody asks for: it acts as itself, under a name of its own, and may do what it is given and the server allows.
 * @param name as Activity shows it: `reading databases`
 */
export function contextOfJob(name: string, capabilities: readonly Capability[] = CAPABILITIES): Context {
  return contextOf({ kind: 'job', name, ...within(settings().capabilities, capabilities) })
}
