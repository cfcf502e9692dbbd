'use client'

import { ReceiptPage } from '@/components/receipt-page'
import { ButtonLink } from '@/components/ui/button'
import { useAccount } from '@/components/use-account'
import { formatCount } from '@/lib/format'
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
      afterwards="IAM shows it everywhere within seconds to minutes. Removing it later does not end connections that are open then."
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

function title({ counts, policyName }: GrantReceipt): string {
  if (counts.added + counts.wakesLater === 0) return `${policyName} is applied`
  const opened = formatCount(counts.added, 'new connection')
  const later = counts.wakesLater > 0 ? `, ${formatCount(counts.wakesLater, 'dormant one')}` : ''
  return `${opened}${later} by ${policyName}`
}
