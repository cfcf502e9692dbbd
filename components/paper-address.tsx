'use client'

import { usePathname, useSearchParams } from 'next/navigation'

/** The filters of a list are controls, which paper leaves out: its address names them all, and leads back. */
export function PaperAddress() {
  const path = usePathname()
  const query = useSearchParams().toString()
  return <span className="wrap-anywhere">{query ? `${path}?${decodeURIComponent(query)}` : path}</span>
}
