import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { Route } from 'next'
import { formatNumber } from '@/lib/format'
import { ButtonLink } from './ui/button'

interface PagerProps {
  page: number
  pages: number
  href: (page: number) => Route
  /** Where the list stands whole, to be printed. */
  whole: Route
}

/** Absent when there is one page. On paper it says that there are others. */
export function Pager({ page, pages, href, whole }: PagerProps) {
  if (pages <= 1) return null
  return (
    <>
      <nav aria-label="Pages" className="flex items-center justify-end gap-2 px-5 py-3 max-sm:px-4">
        <ButtonLink href={whole} prefetch={false} variant="ghost" size="sm">
          Print the whole list
        </ButtonLink>
        {page > 1 ? (
          <ButtonLink href={href(page - 1)} size="sm">
            <ChevronLeft aria-hidden size={13} strokeWidth={1.5} /> Previous
          </ButtonLink>
        ) : null}
        <span className="text-xs text-muted">
          Page {formatNumber(page)} of {formatNumber(pages)}
        </span>
        {page < pages ? (
          <ButtonLink href={href(page + 1)} size="sm">
            Next <ChevronRight aria-hidden size={13} strokeWidth={1.5} />
          </ButtonLink>
        ) : null}
      </nav>
      <p className="hidden py-2 font-medium print:block">
        These are the rows of page {formatNumber(page)} of {formatNumber(pages)} of this list: the others are
        not on this paper. “Print the whole list” under it prints all.
      </p>
    </>
  )
}
