'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { ReceiptSteps } from '@/components/receipt-steps'
import { Button, ButtonLink } from '@/components/ui/button'
import { formatCount } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { GrantReceipt } from '@/lib/services/apply-grant'
import { useGrantDraft } from './grant-draft'

/** What AWS did and what it did not; every part that was done has AWS's own request id. */
export function ReceiptView({ receipt }: { receipt: GrantReceipt }) {
  const { intent, targetOf, setReceipt } = useGrantDraft()
  const router = useRouter()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const complete = receipt.notDone.length === 0
  const again = () => {
    setReceipt(null)
    router.refresh()
  }
  return (
    <section className="mx-auto w-full max-w-160 px-5 py-8 max-md:px-4">
      <h2 ref={heading} tabIndex={-1} className="text-xl font-semibold tracking-[-0.02em] outline-none">
        {complete
          ? title(receipt)
          : `${receipt.done.length} of ${receipt.done.length + receipt.notDone.length} steps were done`}
      </h2>
      <p className="mt-1 mb-5 text-muted">
        {complete
          ? 'IAM shows it everywhere within seconds to minutes. Removing it later does not end connections that are open then.'
          : 'What was done stays. Planning again does only what is missing.'}
      </p>
      <ReceiptSteps receipt={receipt} />
      <div className="mt-6 flex flex-wrap gap-2">
        {complete ? null : (
          <Button variant="primary" size="lg" onClick={again}>
            Plan what is missing
          </Button>
        )}
        {intent.connections.map(connection => {
          const target = targetOf(connection)
          return target ? (
            <ButtonLink
              key={target.resourceId}
              variant={complete ? 'primary' : 'secondary'}
              size="lg"
              href={routes.target(target)}
            >
              Who can connect to {target.name}
            </ButtonLink>
          ) : null
        })}
        <ButtonLink size="lg" href={routes.activity({ entry: receipt.auditId })}>
          Entry {receipt.auditId} in Activity
        </ButtonLink>
        <ButtonLink variant="ghost" size="lg" href={routes.grant()} onClick={() => setReceipt(null)}>
          Another grant
        </ButtonLink>
      </div>
    </section>
  )
}

function title({ counts, policyName }: GrantReceipt): string {
  if (counts.added + counts.wakesLater === 0) return `${policyName} is applied`
  const opened = formatCount(counts.added, 'new connection')
  const later = counts.wakesLater > 0 ? `, ${formatCount(counts.wakesLater, 'dormant one')}` : ''
  return `${opened}${later} by ${policyName}`
}
