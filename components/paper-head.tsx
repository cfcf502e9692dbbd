import { formatAccount, formatClock, formatDay } from '@/lib/format'
import type { ShellSession } from './shell-session'

/** At the foot of every printed page, as CSS wants a text. */
export function paperFoot(session: ShellSession | null): string {
  const account = session?.account
  return JSON.stringify(account ? `Gatehouse, account ${formatAccount(account.id)}` : 'Gatehouse')
}

/** On paper only: which account this is, and who took it out when. */
export function PaperHead({
  session: { account, operatorName },
  now,
}: {
  session: ShellSession
  now: string
}) {
  return (
    <p className="hidden border-b border-line pb-2 text-xs print:block">
      <strong>Gatehouse</strong>, account {account ? formatAccount(account.id) : 'not known'}
      {account?.alias ? ` (${account.alias})` : ''}. Opened by {operatorName}, {formatDay(now)}{' '}
      {formatClock(now).slice(0, 5)} UTC.
    </p>
  )
}
