import type { ReactNode } from 'react'
import type { Unread } from '@/lib/errors'
import { NotRead } from './not-read'
import { Banner } from './ui/banner'

/** Plain data of a reading that failed: what happened, AWS's answer, what to do. */
export interface FailureFacts {
  code: string
  message: string
  answer: string | null
  missingAction: string | null
  unread: Unread | null
}

const TITLES: Record<string, string> = {
  notFound: 'Not found.',
  forbidden: 'Not allowed.',
  accessDenied: 'AWS refused.',
  noCredentials: 'No AWS credentials.',
  throttled: 'AWS is throttling reads.',
  unavailable: 'Not available.',
}

interface FailurePanelProps {
  failure: FailureFacts
  actions?: ReactNode
  /** What the page cannot say where users, roles and policies were never read. */
  meaning?: ReactNode
}

export function FailurePanel({ failure, actions, meaning }: FailurePanelProps) {
  if (failure.unread) return <NotRead failure={failure} {...failure.unread} meaning={meaning} />
  return (
    <Banner
      tone={failure.code === 'throttled' ? 'warning' : 'error'}
      title={TITLES[failure.code] ?? 'This could not be read.'}
      actions={actions}
      className="m-5"
    >
      {failure.message}
      {failure.answer ? <code className="ml-1.5 text-xs break-words">{failure.answer}</code> : null}
      {failure.missingAction && !failure.message.includes(failure.missingAction) ? (
        <>
          {' '}
          Permission to add: <code className="text-xs">{failure.missingAction}</code>.
        </>
      ) : null}
    </Banner>
  )
}
