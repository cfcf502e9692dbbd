import 'server-only'
import { settings } from '@/lib/config/env'
import { AppError } from '@/lib/errors'
import { assertCan } from '@/lib/operator/operator'
import { sealSession } from '@/lib/operator/session'
import { appendAudit } from '@/lib/records/audit'
import { BLANK_ENTRY } from '@/lib/records/audit-entry'
import { renameSession } from '@/lib/records/sessions'
import { actorOf, type Context } from '@/lib/services/context'

/** Another name for whoever asks, in this session: what it may and when it ends stay. Where it cannot be recorded, nobody is renamed. */
export async function renameOperator(
  context: Context,
  { name }: { name: string },
): Promise<{ name: string; cookie: string }> {
  assertCan(context, 'read')
  const { actor, now } = context
  if (actor.kind !== 'person' || !actor.sessionId)
    throw new AppError('forbidden', 'Only a person who is signed in has a name to change. Nothing changed.')
  if (name !== actor.name) {
    await appendAudit({
      ...BLANK_ENTRY,
      ...actorOf(context),
      action: 'rename',
      accountId: null, // one signs in to the server, whatever accounts it reads
      detail: `${actor.name} is called ${name} from now on.`,
    })
    await renameSession(actor.sessionId, name)
  }
  return { name, cookie: await sealSession(settings(), now, { ...actor, name }) }
}
