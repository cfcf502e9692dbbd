'use client'

import { type ReactNode, useState } from 'react'
import { ReceiptPage } from '@/components/receipt-page'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { routes } from '@/lib/routes'
import type { ReversalReceipt } from '@/lib/services/changes/apply-reversal'
import { ReversalBar, type ReversalBarProps } from './reversal-bar'
import { WORDS } from './reversal-words'

interface ReversalDeskProps extends Omit<ReversalBarProps, 'onDone'> {
  progress: ReactNode
  view: ReactNode
}

/** The change on the left; on the right what its reverse does, and the button that does it. */
export function ReversalDesk({ progress, view, ...bar }: ReversalDeskProps) {
  const [receipt, setReceipt] = useState<ReversalReceipt | null>(null)
  if (receipt)
    return (
      <ReceiptPage
        receipt={receipt}
        title={WORDS[bar.kind].done}
        afterwards="IAM shows it everywhere within seconds to minutes. Connections that are open now stay open until they are closed."
        onAgain={() => setReceipt(null)}
      >
        <ButtonLink size="lg" href={routes.activity()}>
          Activity
        </ButtonLink>
      </ReceiptPage>
    )
  return (
    <div className="flex min-h-0 flex-1 max-lg:flex-col">
      <div className="w-118 shrink-0 px-5 py-5 max-lg:w-full max-sm:px-4">{progress}</div>
      <div className="flex min-w-0 flex-1 flex-col border-l border-line bg-surface max-lg:border-t max-lg:border-l-0">
        <Banner tone="info" title="Continue on a larger screen." className="mx-4 mt-4 sm:hidden">
          Changes are made where there is room to read what they do. This address keeps what was chosen.
        </Banner>
        {view}
        <div className="flex-1" />
        <div className="sticky bottom-0">
          <ReversalBar {...bar} onDone={setReceipt} />
        </div>
      </div>
    </div>
  )
}
