'use client'

import { ReceiptPage } from '@/components/receipt-page'
import { ButtonLink } from '@/components/ui/button'
import { useAccount } from '@/components/use-account'
import { formatCount, formatNumber } from '@/lib/format'
import { IAM_SPREADS, permissionsEnded, SESSIONS_STAY } from '@/lib/grants/after-change'
import { routes } from '@/lib/routes'
import type { GrantReceipt } from '@/lib/services/grants/apply-grant'
import { useGrantDraft } from './grant-draft'

/** What was granted, and the ways on from there. */
export function ReceiptView({ receipt }: { receipt: GrantReceipt }) {
  const { intent, targetOf, setReceipt } = useGrantDraft()
  const account = useAccount()
  const close = () => setReceipt(null)
  return (
    <ReceiptPage
      receipt={receipt}
      title={title(receipt)}
      afterwards={`${IAM_SPREADS} ${receipt.counts.removed > 0 ? SESSIONS_STAY : GRANT_AND_SESSIONS}`}
      onAgain={close}
    >
      {intent.connections.map(connection => {
        const target = targetOf(connection)
        return target ? (
          <ButtonLink
            key={target.resourceId}
            variant={receipt.notDone.length === 0 ? 'primary' : 'secondary'}
            size="lg"
            href={routes.target(connection)}
          >
            Who can connect to {target.name}
          </ButtonLink>
        ) : null
      })}
      <ButtonLink variant="ghost" size="lg" href={routes.grant(account)} onClick={close}>
        Another grant
      </ButtonLink>
    </ReceiptPage>
  )
}

const GRANT_AND_SESSIONS = 'Removing it later ends no database session that is open then.'

function title({ counts, patterns, policyName }: GrantReceipt): string {
  const ended = counts.removed > 0 ? permissionsEnded(counts.removed) : null
  if (counts.added + counts.wakesLater + patterns.opened === 0)
    return ended ? `${ended} by ${policyName}` : `${policyName} is applied`
  const opened = formatCount(counts.added, 'new connection')
  const later = counts.wakesLater > 0 ? `, ${formatCount(counts.wakesLater, 'dormant one')}` : ''
  const changed = counts.changed > 0 ? `, ${formatNumber(counts.changed)} changed` : ''
  const wide = patterns.opened > 0 ? `, ${formatCount(patterns.opened, 'pattern')}` : ''
  return `${opened}${later}${wide}${changed}${ended ? `, ${ended}` : ''} by ${policyName}`
}
