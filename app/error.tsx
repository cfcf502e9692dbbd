'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useTransition } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  const router = useRouter()
  const [pending, start] = useTransition()
  useEffect(() => {
    document.title = 'Stopped · Gatehouse'
  }, [])
  return (
    <div className="p-5">
      <h1 className="sr-only">This page stopped</h1>
      <Banner
        tone="error"
        title="This page stopped before it was complete."
        actions={
          <Button
            size="sm"
            busy={pending}
            onClick={() =>
              start(() => {
                router.refresh()
                reset()
              })
            }
          >
            Try again
          </Button>
        }
      >
        What was on its way to AWS may have arrived: Activity says what came of it. The server's log has the
        details
        {error.digest ? (
          <>
            {' under '}
            <code className="text-xs">{error.digest}</code>
          </>
        ) : null}
        .
      </Banner>
    </div>
  )
}
