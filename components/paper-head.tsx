import type { Caveat } from '@/lib/access/model/caveat'
import { heaviestFirst } from '@/lib/access/reading/heaviest-first'
import { formatAccount, formatClock, formatDay, formatNumber } from '@/lib/format'
import { PaperAddress } from './paper-address'
import type { ShellSession } from './shell-session'

/** At the foot of every printed page, as CSS wants a text. */
export function paperFoot(session: ShellSession | null): string {
  const account = session?.account
  return JSON.stringify(account ? `Gatehouse, account ${formatAccount(account.id)}` : 'Gatehouse')
}

/** Beyond these a sheet is all caveats; the page itself lists each. */
const NAMED = 8

function coverageWords(caveats: readonly Caveat[]): string {
  const gaps = heaviestFirst(caveats.filter(({ scope }) => scope !== 'guardrails' && scope !== 'credentials'))
  if (gaps.length === 0) return 'Everything that answers about this account rest on was read.'
  const named = gaps
    .slice(0, NAMED)
    .map(({ subject, whose }) => (whose ? `${subject} (weakens answers of ${whose} only)` : subject))
  const more = gaps.length > NAMED ? ` and ${formatNumber(gaps.length - NAMED)} more` : ''
  return `Not read whole, or not certain: ${named.join('; ')}${more}.`
}

/** On paper only: which account this is, who took it out when and from where, and what was not read for it. */
export function PaperHead({
  session: { account, operatorName, caveats, answer },
  now,
}: {
  session: ShellSession
  now: string
}) {
  return (
    <div className="hidden border-b border-line pb-2 text-xs print:block">
      <p>
        <strong>Gatehouse</strong>, account {account ? formatAccount(account.id) : 'not known'}
        {account?.alias ? ` (${account.alias})` : ''}. Opened by {operatorName}, {formatDay(now)}{' '}
        {formatClock(now).slice(0, 5)} UTC, at <PaperAddress />
      </p>
      <p>{answer === null ? 'Nothing was read of this account yet.' : coverageWords(caveats)}</p>
    </div>
  )
}
