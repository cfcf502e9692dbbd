'use client'

import type { ReactNode } from 'react'
import { PlanPane, settlingClass } from '@/components/plan-pane'
import { Banner } from '@/components/ui/banner'
import type { GrantIntent } from '@/lib/grants/intent'
import type { GrantForm } from '@/lib/services/grants/get-grant-form'
import { ConnectStep } from './connect-step'
import { GrantDraftProvider, useGrantDraft } from './grant-draft'
import { PolicyPanel } from './policy-panel'
import { ReceiptView } from './receipt-view'
import { StoreStep } from './store-step'
import { WhoStep } from './who-step'
import { WrittenGrant } from './written/written-grant'
import { WrittenStep } from './written/written-step'

interface GrantBuilderProps {
  intent: GrantIntent
  /** Users that are made with it. */
  make: string[]
  /** The policy is written by hand: then there are no slots, and the plan is asked for with the text. */
  isWritten: boolean
  form: GrantForm
  effect: ReactNode
  lint: ReactNode
  apply: ReactNode
}

/** The wish on the left; on the right what it would do, what would be written, and the calls. */
export function GrantBuilder({ intent, make, isWritten, form, ...slots }: GrantBuilderProps) {
  return (
    <GrantDraftProvider intent={intent} make={make} isWritten={isWritten} form={form}>
      <Layout {...slots} />
    </GrantDraftProvider>
  )
}

function Layout({ effect, lint, apply }: Omit<GrantBuilderProps, 'intent' | 'make' | 'isWritten' | 'form'>) {
  const { receipt, pending, isWritten } = useGrantDraft()
  if (receipt) return <ReceiptView receipt={receipt} />
  return (
    <div className="flex min-h-0 flex-1 max-lg:flex-col">
      <div className="w-118 shrink-0 space-y-6 px-5 py-5 max-lg:w-full max-sm:hidden lg:overflow-y-auto">
        <WhoStep />
        {isWritten ? <WrittenStep /> : <ConnectStep />}
        <StoreStep />
      </div>
      <Banner tone="info" title="Continue on a larger screen." className="m-4 sm:hidden">
        A grant is built where there is room to read it.{' '}
        {isWritten
          ? 'This address keeps who it is for; a text stays in the browser in which it was written.'
          : 'This address keeps what was chosen.'}
      </Banner>
      <div className="flex min-w-0 flex-1 flex-col border-l border-line bg-surface max-lg:border-t max-lg:border-l-0">
        {isWritten ? (
          <WrittenGrant />
        ) : (
          <PlanPane
            isOld={pending}
            apply={
              <>
                {lint}
                {apply}
              </>
            }
          >
            <div aria-busy={pending} className={settlingClass(pending)}>
              {effect}
            </div>
            <PolicyPanel />
          </PlanPane>
        )}
      </div>
    </div>
  )
}
