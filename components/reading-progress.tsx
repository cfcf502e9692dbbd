'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useTransition } from 'react'
import { formatCount } from '@/lib/format'
import type { ReadingStatus } from '@/lib/services/account/reading-cache'
import { Spinner } from './ui/spinner'
import { useReadingStatus } from './use-reading-status'

function progressInWords({ soFar }: Pick<ReadingStatus, 'soFar'>): string {
  const { regions, ofRegions, principals } = soFar
  const places = ofRegions === null ? 'looking for the Regions' : `${regions} of ${ofRegions} Regions`
  // Nothing of IAM is there before its first page.
  const people =
    principals > 0
      ? `${formatCount(principals, 'user or role', 'users and roles')} so far`
      : 'users and roles to come'
  return `Reading the account for the first time: ${places}, ${people}.`
}

/** Of the first reading, how far it is. The page comes by itself; the numbers at the side are asked for once it is through. */
export function ReadingProgress() {
  const status = useReadingStatus()
  const router = useRouter()
  const [, start] = useTransition()
  const answer = status?.answer
  useEffect(() => {
    if (answer) start(() => router.refresh())
  }, [answer, router])
  if (!status?.reading) return null
  return (
    <p
      role="status"
      className="flex items-center gap-2 border-b border-line px-5 py-1.5 text-xs text-muted max-md:px-4"
    >
      <span className="shrink-0 text-accent">
        <Spinner size={12} />
      </span>
      {progressInWords(status)}
    </p>
  )
}
