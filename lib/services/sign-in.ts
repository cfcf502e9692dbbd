import 'server-only'
import { settings } from '@/lib/config/env'
import { log } from '@/lib/log/log'
import type { Operator } from '@/lib/operator/operator'
import { openSession, sealSession, spendLaunchKey } from '@/lib/operator/session'
import { appendAudit } from '@/lib/records/audit'
import { knownInventory } from '@/lib/services/load-inventory'

export interface SignIn {
  outcome: 'signedIn' | 'alreadyIn' | 'wrong' | 'used'
  cookie: string | null
}

/** The one verb without an operator: it makes one. A browser that is already in may open the address again. */
export async function signIn(input: { key: string; cookie: string | undefined }): Promise<SignIn> {
  const { launchKey, ...rest } = settings()
  const now = new Date()
  if (await openSession(input.cookie, rest, now)) return { outcome: 'alreadyIn', cookie: null }
  const spent = spendLaunchKey(input.key, launchKey)
  if (spent !== 'accepted') {
    log.warn({ outcome: spent }, 'launch address refused')
    return { outcome: spent, cookie: null }
  }
  const cookie = await sealSession(rest, now)
  const session = await openSession(cookie, rest, now)
  if (session) await record(session.operator)
  return { outcome: 'signedIn', cookie }
}

/** Signing in must work while the records are away: the log keeps it then. */
async function record(operator: Operator): Promise<void> {
  log.info({ operator: operator.name }, 'signed in')
  try {
    await appendAudit({
      actor: operator.name,
      action: 'signIn',
      target: null,
      targetRegion: null,
      resourceId: null,
      databaseUser: null,
      principal: null,
      reason: '',
      outcome: 'done',
      callerArn: '',
      accountId: knownInventory()?.accountId ?? null,
      awsCalls: [],
      before: null,
      after: null,
      detail: `${operator.name} signed in with the launch address.`,
      changes: [],
    })
  } catch (error) {
    log.error({ err: error }, 'sign-in could not be recorded')
  }
}
