'use client'

import { useEffect, useState } from 'react'
import { NOTICE_EVENT, type Notice } from './announce'
import { classNames } from './class-names'

const edges = { quiet: '', ok: 'text-ok', warning: 'text-cond', error: 'text-deny' } as const

/** The one place where notices are spoken and shown. Mounted once, by the shell. */
function LiveRegion() {
  const [notice, setNotice] = useState<Notice | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const hear = (event: Event) => {
      setNotice((event as CustomEvent<Notice>).detail)
      clearTimeout(timer)
      timer = setTimeout(() => setNotice(null), 5_000)
    }
    window.addEventListener(NOTICE_EVENT, hear)
    return () => {
      clearTimeout(timer)
      window.removeEventListener(NOTICE_EVENT, hear)
    }
  }, [])
  const shown = notice !== null && notice.tone !== 'quiet'
  return (
    <div
      data-slot="live-region"
      role={notice?.tone === 'error' ? 'alert' : 'status'}
      aria-live={notice?.tone === 'error' ? 'assertive' : 'polite'}
      className={classNames(
        shown
          ? 'fixed bottom-5 left-1/2 z-60 flex max-w-[92vw] -translate-x-1/2 items-center gap-2 rounded-lg bg-raised px-3 py-2 shadow-menu max-md:bottom-20'
          : 'sr-only',
      )}
    >
      {notice ? (
        <>
          {shown ? (
            <span
              aria-hidden
              className={classNames('size-1.5 rounded-full bg-current', edges[notice.tone])}
            />
          ) : null}
          {notice.text}
        </>
      ) : null}
    </div>
  )
}

export { LiveRegion }
