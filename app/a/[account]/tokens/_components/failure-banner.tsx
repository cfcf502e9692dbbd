import { Banner } from '@/components/ui/banner'
import { failureTitle } from '@/lib/actions/action-state'
import type { TokenFailure } from './use-issue-token'

export function FailureBanner({ failure, className }: { failure: TokenFailure | null; className?: string }) {
  if (!failure) return null
  return (
    <Banner
      tone="error"
      role="alert"
      title={failureTitle(failure, 'No token was issued.')}
      {...(className ? { className } : {})}
    >
      {failure.message}
      {failure.answer ? <code className="ml-1.5 text-xs break-words">{failure.answer}</code> : null}
    </Banner>
  )
}
