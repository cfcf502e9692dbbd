'use client'

import { useRouter } from 'next/navigation'
import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react'
import { routes } from '@/lib/routes'
import { ReceiptSteps } from './receipt-steps'
import { Banner } from './ui/banner'
import { Button, ButtonLink } from './ui/button'

interface ReceiptPageProps {
  receipt: ComponentProps<typeof ReceiptSteps>['receipt'] & {
    auditId: string
    /** Of each part, where there are several: each is undone by itself. */
    auditIds?: string[]
    notice: string | null
    reason: string
  }
  /** When every step was done. */
  title: string
  /** What to know once every step was done. */
  afterwards: string
  /** Back to the plan. */
  onAgain: () => void
  /** Where to go from here. */
  children: ReactNode
}

/** What AWS did and what it did not; every part that was done has AWS's own request id. */
export function ReceiptPage({ receipt, title, afterwards, onAgain, children }: ReceiptPageProps) {
  const router = useRouter()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { done, notDone, auditId, auditIds = [auditId], notice, reason } = receipt
  const complete = notDone.length === 0
  const again = () => {
    onAgain()
    router.refresh()
  }
  return (
    <section className="mx-auto w-full max-w-160 px-5 py-8 max-md:px-4">
      <h2 ref={heading} tabIndex={-1} className="text-xl font-semibold tracking-[-0.02em] outline-none">
        {complete ? title : `${done.length} of ${done.length + notDone.length} steps were done`}
      </h2>
      <p className="mt-1 mb-5 text-muted">
        {complete ? afterwards : 'What was done stays. Planning again does only what is missing.'}
      </p>
      {notice === null ? null : (
        <Banner tone="warning" role="alert" title="Not recorded yet." className="mb-5">
          {notice}
        </Banner>
      )}
      <ReceiptSteps receipt={receipt} />
      <p className="mt-5 text-xs wrap-anywhere text-muted">Reason: {reason}</p>
      <div className="mt-6 flex flex-wrap gap-2">
        {complete ? null : (
          <Button variant="primary" size="lg" onClick={again}>
            Plan what is missing
          </Button>
        )}
        {children}
        <ButtonLink size="lg" href={routes.activity({ entry: auditId })}>
          Entry {auditId} in Activity
        </ButtonLink>
        {/* What is not recorded yet cannot be undone yet. */}
        {notice === null && done.length > 0
          ? auditIds.map(id => (
              <ButtonLink key={id} size="lg" variant="ghost" href={routes.reversal(id, 'undo')}>
                {auditIds.length > 1 ? `Undo entry ${id}` : 'Undo'}
              </ButtonLink>
            ))
          : null}
      </div>
    </section>
  )
}
