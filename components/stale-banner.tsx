import type { ReactNode } from 'react'
import { formatAge } from '@/lib/format'
import { Moment } from './moment'
import { RefreshButton } from './refresh-button'
import { Banner } from './ui/banner'

/** Old data stays, dated. `children`: why it could not be read again. */
export function StaleBanner({ readAt, now, children }: { readAt: string; now: string; children: ReactNode }) {
  return (
    <Banner
      tone="warning"
      title={
        <>
          Shown as of <Moment iso={readAt} now={now} />, {formatAge(readAt, now)}.
        </>
      }
      actions={<RefreshButton look="button">Try now</RefreshButton>}
    >
      {children}
    </Banner>
  )
}
