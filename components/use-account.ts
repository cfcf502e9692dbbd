'use client'

import { useParams } from 'next/navigation'
import { HOME } from '@/lib/account-name'

/** The account of the page that is shown; `home` on a page that belongs to the server. */
export function useAccount(): string {
  const { account } = useParams<{ account?: string }>()
  return account ?? HOME
}
