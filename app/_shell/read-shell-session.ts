import { cache } from 'react'
import type { ShellSession } from '@/components/shell-session'
import { HOME } from '@/lib/account-name'
import { readPage } from '@/lib/actions/read-page'
import { getSession } from '@/lib/services/shell/get-session'

/** What the frame shows; null where there is no account to frame: then a page stands alone. Read once for all that asks in a request. */
export const readShellSession = cache(async (): Promise<ShellSession | null> => {
  const reading = await readPage(
    async context => ({
      operatorName: context.actor.name,
      session: await getSession(context),
    }),
    HOME,
  )
  if (!reading.ok || reading.value.session.credentials !== 'ok') return null
  const { operatorName, session } = reading.value
  return {
    account: session.account ? { id: session.account.id, alias: session.account.alias } : null,
    mode: session.mode,
    operatorName,
    demo: session.demo,
    mayMint: session.capabilities.includes('mint'),
    mayGrant: session.capabilities.includes('grant'),
    mayModify: session.capabilities.includes('modify'),
    counts: session.counts,
    unread: session.unread,
    findingsUnread: session.findingsUnread,
    answer: session.answer,
    caveats: session.caveats,
    interrupted: session.interrupted,
    settling: session.settling,
  }
})
