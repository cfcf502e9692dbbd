import 'server-only'
import { settings } from '@/lib/config/env'
import { AppError } from '@/lib/errors'
import { addKey } from '@/lib/operator/key-folder.js'
import { assertCan } from '@/lib/operator/operator'
import { routes } from '@/lib/routes'
import type { Context } from '@/lib/services/context'
import { recordSessionAct } from '@/lib/services/sessions/record-session-act'

export interface FreshKey {
  /** Of the launch address, without its origin: the browser knows under which name it came. */
  path: string
  /** ISO */
  expiresAt: string
}

/** A one-time address for another browser, shown to the person who asked and to nobody again. Who opens it may what that person may. */
export async function makeKey(context: Context): Promise<FreshKey> {
  assertCan(context, 'read')
  const { key, expiresAt } = freshKey(context)
  await recordSessionAct(
    context,
    'makeKey',
    `${context.actor.name} made a sign-in address for another browser.`,
  )
  return { path: routes.launch({ key }), expiresAt }
}

function freshKey({ actor, now }: Context) {
  try {
    return addKey(settings().dataDirectory, actor.name, now, actor.given)
  } catch (cause) {
    throw new AppError(
      'unavailable',
      'The address could not be made, because the data folder of this server cannot be written. Make it writable, or start Gatehouse again: it prints a new one.',
      { cause },
    )
  }
}
