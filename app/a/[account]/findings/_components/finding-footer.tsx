'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useKeepOutcome } from '@/components/outcome-desk'
import { ButtonLink } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import type { ActionState } from '@/lib/actions/action-state'
import type { FixReceipt } from '@/lib/services/findings/apply-fix'
import type { FixPreview } from '@/lib/services/findings/plan-fix'
import { AcceptDialog } from './accept-dialog'
import { ApplyFixForm } from './apply-fix-form'
import { ReceiptOfFix } from './receipt-of-fix'

interface FindingFooterProps {
  findingId: string
  title: string
  /** A fix that Gatehouse can carry out; null: by hand, or by the switch. */
  preview: Pick<FixPreview, 'findingId' | 'fix' | 'digest' | 'problems'> | null
  /** A grant that mends it. `whole`: who is to be granted is known too. */
  builder: { href: Route; whole: boolean } | null
  /** What a person does, step by step, where Gatehouse cannot; null: it can. */
  byHand: string[] | null
  /** The same change as text; null where there is none to write. */
  terraform: string | null
  accepted: boolean
  mayGrant: boolean
  /** This finding, by its own address: it stays on the screen once it is out of the list. */
  stay: Route
  /** The finding after it. */
  onwards: Route
  today: string
}

/** What can be done about it. */
export function FindingFooter(props: FindingFooterProps) {
  const { findingId, title, preview, builder, byHand, terraform, accepted, mayGrant, stay, onwards, today } =
    props
  const router = useRouter()
  const keep = useKeepOutcome()
  const readAgain = () => {
    router.replace(stay, { scroll: false })
    router.refresh()
  }
  const fixed = (receipt: FixReceipt) => {
    keep({ receipt: <ReceiptOfFix receipt={receipt} title={title} onwards={onwards} />, stay })
    readAgain()
  }
  const conflict = (failure: ActionState<FixReceipt>) => {
    keep({ failure, stay })
    readAgain()
  }
  if (!preview && !builder && !byHand && !terraform && (accepted || !mayGrant)) return null
  return (
    <footer className="flex flex-wrap items-start gap-2 border-t border-line bg-surface px-6 py-3 max-md:px-4">
      {preview ? (
        <div className="contents max-sm:hidden">
          <ApplyFixForm preview={preview} mayApply={mayGrant} onDone={fixed} onConflict={conflict} />
        </div>
      ) : null}
      {builder ? (
        <ButtonLink href={builder.href} size="lg" className="max-sm:hidden">
          {builder.whole ? 'Open in builder' : 'Grant it to somebody'}
        </ButtonLink>
      ) : null}
      {byHand ? (
        <CopyButton
          text={byHand.map((step, at) => `${at + 1}. ${step}`).join('\n')}
          label="Copy the steps"
          variant="secondary"
          size="lg"
        >
          Copy the steps
        </CopyButton>
      ) : null}
      {terraform ? (
        <CopyButton
          text={terraform}
          label="Copy as Terraform"
          variant="secondary"
          size="lg"
          className="max-md:hidden"
        >
          Copy as Terraform
        </CopyButton>
      ) : null}
      <span className="flex-1" />
      {accepted ? null : (
        <AcceptDialog
          findingId={findingId}
          title={title}
          today={today}
          mayAccept={mayGrant}
          onDone={readAgain}
        />
      )}
    </footer>
  )
}
