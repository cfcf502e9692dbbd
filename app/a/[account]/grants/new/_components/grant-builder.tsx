'use client'

import type { ReactNode } from 'react'
import { Banner } from '@/components/ui/banner'
import { classNames } from '@/components/ui/class-names'
import type { GrantIntent } from '@/lib/grants/intent'
import type { GrantForm } from '@/lib/services/grants/get-grant-form'
import { ConnectStep } from './connect-step'
import { GrantDraftProvider, useGrantDraft } from './grant-draft'
import { PolicyPanel } from './policy-panel'
import { ReceiptView } from './receipt-view'
import { StoreStep } from './store-step'
import { WhoStep } from './who-step'

interface GrantBuilderProps {
  intent: GrantIntent
  /** Users that are made with it. */
  make: string[]
  form: GrantForm
  effect: ReactNode
  lint: ReactNode
  apply: ReactNode
}

/** The wish on the left; on the right what it would do, what would be written, and the calls. */
export function GrantBuilder({ intent, make, form, ...slots }: GrantBuilderProps) {
  return (
    <GrantDraftProvider intent={intent} make={make} form={form}>
      <Layout {...slots} />
    </GrantDraftProvider>
  )
}

function Layout({ effect, lint, apply }: Omit<GrantBuilderProps, 'intent' | 'make' | 'form'>) {
  const { receipt, pending } = useGrantDraft()
  if (receipt) return <ReceiptView receipt={receipt} />
  const settling = pending ? 'opacity-60' : ''
  return (
    <div className="flex min-h-0 flex-1 max-lg:flex-col">
      <div className="w-118 shrink-0 space-y-6 px-5 py-5 max-lg:w-full max-sm:hidden lg:overflow-y-auto">
        <WhoStep />
        <ConnectStep />
        <StoreStep />
      </div>
      <Banner tone="info" title="Continue on a larger screen." className="m-4 sm:hidden">
        A grant is built where there is room to read it. This address keeps what was chosen.
      </Banner>
      <div className="flex min-w-0 flex-1 flex-col border-l border-line bg-surface max-lg:border-t max-lg:border-l-0">
        {/* Each scrolls by itself: what is about to happen is never under the button that makes it happen. */}
        <div className="min-h-0 flex-1 lg:overflow-y-auto">
          <div aria-busy={pending} className={classNames('transition-opacity duration-120', settling)}>
            {effect}
          </div>
          <PolicyPanel />
          <div className={classNames('transition-opacity duration-120', settling)}>{lint}</div>
        </div>
        <div
          className={classNames(
            'transition-opacity duration-120 lg:max-h-1/2 lg:shrink-0 lg:overflow-y-auto',
            settling,
          )}
        >
          {apply}
        </div>
      </div>
    </div>
  )
}
