import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { Route } from 'next'
import { formatNumber } from '@/lib/format'
import { ButtonLink } from './ui/button'

/** Absent when there is one page. */
export function Pager({ page, pages, href }: { page: number; pages: number; href: (page: number) => Route }) {
  if (pages <= 1) return null
  return (
    <nav aria-label="Pages" className="flex items-center justify-end gap-2 px-5 py-3 max-sm:px-4">
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
  )
}
