import type { Part } from '@/lib/access/model/part'
import { formatAge } from '@/lib/format'
import { Moment } from './moment'
import { PolicyToAdd } from './policy-to-add'
import { RefreshButton } from './refresh-button'
import { Banner } from './ui/banner'

interface KeptPoliciesProps {
  iam: Part
  /** ISO, the server's. */
  now: string
  /** What waits until they can be read again. */
  waits?: string | undefined
  className?: string
}

/** Older users, roles and policies still stand in, under their own date. */
export function KeptPolicies({ iam, now, waits, className }: KeptPoliciesProps) {
  if (iam.state !== 'kept') return null
  const { message, answer, missingAction, at } = iam.why
  return (
    <Banner
      tone="warning"
      title={
        <>
          Policies as of <Moment iso={iam.at} now={now} />, {formatAge(iam.at, now)}.
        </>
      }
      actions={
        <>
          {missingAction ? <PolicyToAdd action={missingAction} /> : null}
          <RefreshButton look="button">Retry</RefreshButton>
        </>
      }
      {...(className ? { className } : {})}
    >
      {message}
      {answer ? <code className="mx-1.5 text-xs break-words text-fg">{answer}</code> : null} What was changed
      since then is not in it. {waits}
      <span className="ml-1.5 text-xs whitespace-nowrap text-subtle">
        tried at <Moment iso={at} now={now} />
      </span>
    </Banner>
  )
}
