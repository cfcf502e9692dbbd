'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { ButtonLink } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import type { FixPreview } from '@/lib/services/plan-fix'
import { AcceptDialog } from './accept-dialog'
import { ApplyFixForm } from './apply-fix-form'

interface FindingFooterProps {
  findingId: string
  title: string
  /** A fix that Gatehouse can carry out; null: by hand, or by the switch. */
  preview: Pick<FixPreview, 'findingId' | 'fix' | 'digest' | 'problems'> | null
  builder: Route | null
  /** The same change as text; null where there is none to write. */
  terraform: string | null
  accepted: boolean
  mayGrant: boolean
  /** Where to go once this finding is out of the list. */
  onwards: Route
  today: string
}

/** What can be done about it. */
export function FindingFooter(props: FindingFooterProps) {
  const { findingId, title, preview, builder, terraform, accepted, mayGrant, onwards, today } = props
  const router = useRouter()
  const goOn = () => {
    router.replace(onwards, { scroll: false })
    router.refresh()
  }
  if (!preview && !builder && !terraform && (accepted || !mayGrant)) return null
  return (
    <footer className="flex flex-wrap items-start gap-2 border-t border-line bg-surface px-6 py-3 max-md:px-4">
      {preview ? (
        <div className="contents max-sm:hidden">
          <ApplyFixForm preview={preview} mayApply={mayGrant} onDone={goOn} />
        </div>
      ) : null}
      {builder ? (
        <ButtonLink href={builder} size="lg" className="max-sm:hidden">
          Open in builder
        </ButtonLink>
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
        <AcceptDialog findingId={findingId} title={title} today={today} mayAccept={mayGrant} onDone={goOn} />
      )}
    </footer>
  )
}
