import { ChevronLeft, CircleQuestionMark, Search } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { Fragment } from 'react'
import type { DatedPart } from '@/lib/access/reading/dated-parts'
import { AsOf } from './as-of'
import { CommandKey } from './command-key'
import { OpenButton } from './open-button'
import { RefreshButton } from './refresh-button'
import { Kbd } from './ui/kbd'

interface PageHeaderProps {
  title: string
  subtitle?: string
  /** The way here; the page itself is the title. */
  crumbs?: { label: string; href: Route }[]
  /** ISO: age of what the page shows. */
  readAt?: string | null
  /** What that rests on, part by part. */
  dates?: readonly DatedPart[]
  /** Whether the title is the page's only heading: of a page that was not read it always is. */
  heading?: boolean
}

function Heading({
  title,
  subtitle,
  crumbs,
  heading,
}: Required<Pick<PageHeaderProps, 'title' | 'crumbs' | 'heading'>> & { subtitle: string | undefined }) {
  const back = crumbs.at(-1)
  const Title = heading ? 'h1' : 'span'
  if (!back)
    return (
      <div className="flex min-w-0 items-baseline gap-2.5">
        <h1 className="truncate text-lg font-semibold">{title}</h1>
        {subtitle ? <p className="truncate text-muted max-sm:hidden">{subtitle}</p> : null}
      </div>
    )
  return (
    <>
      <Link
        href={back.href}
        aria-label={`Back to ${back.label}`}
        className="-ml-2 grid size-11 shrink-0 place-items-center rounded-md md:hidden print:hidden"
      >
        <ChevronLeft aria-hidden size={20} strokeWidth={1.75} />
      </Link>
      <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-2 max-md:text-md">
        {crumbs.map(crumb => (
          <Fragment key={crumb.href}>
            <Link href={crumb.href} className="rounded-sm text-muted hover:text-fg max-md:hidden">
              {crumb.label}
            </Link>
            <span aria-hidden className="text-subtle max-md:hidden">
              /
            </span>
          </Fragment>
        ))}
        <Title aria-current="page" className="truncate font-medium">
          {title}
        </Title>
      </nav>
    </>
  )
}

/** Title or breadcrumb, age of the data, search, help. */
export function PageHeader({
  title,
  subtitle,
  crumbs = [],
  readAt = null,
  dates = [],
  heading = readAt === null,
}: PageHeaderProps) {
  return (
    <header
      data-slot="page-header"
      className="sticky top-0 z-20 flex h-12 shrink-0 items-center gap-3 border-b border-line bg-canvas px-5 max-md:px-4 print:h-auto print:px-0 print:py-2"
    >
      <Heading title={title} subtitle={subtitle} crumbs={crumbs} heading={heading} />
      <span className={readAt ? 'flex-1 max-sm:hidden' : 'flex-1'} />
      {readAt ? (
        // On a phone the date goes, out of sight into a second line, where the title leaves no room for it.
        <span className="flex items-center gap-1.5 text-xs whitespace-nowrap text-muted max-sm:h-11 max-sm:min-w-16 max-sm:flex-1 max-sm:flex-row-reverse max-sm:flex-wrap max-sm:content-start max-sm:overflow-clip max-sm:[overflow-clip-margin:4px]">
          <AsOf readAt={readAt} dates={dates} now={new Date().toISOString()} onPhone={crumbs.length === 0} />
          <span aria-hidden className="max-sm:hidden print:hidden">
            ·
          </span>
          <RefreshButton readAt={readAt} />
        </span>
      ) : null}
      <OpenButton
        what="palette"
        label="Search or jump to"
        className="flex h-8 w-58 items-center gap-2 rounded-md border border-control bg-surface px-2.5 text-left text-muted hover:text-fg max-lg:w-8 max-lg:justify-center max-lg:px-0 max-md:size-11 max-md:border-transparent max-md:bg-transparent"
      >
        <Search aria-hidden size={15} strokeWidth={1.5} className="shrink-0" />
        <span className="flex-1 max-lg:sr-only">Search or jump to</span>
        <span className="flex gap-1 max-lg:hidden">
          <CommandKey />
          <Kbd>K</Kbd>
        </span>
      </OpenButton>
      <OpenButton
        what="keys"
        label="Keyboard map"
        className="grid size-7 place-items-center rounded-md text-subtle hover:bg-hover hover:text-fg max-md:hidden"
      >
        <CircleQuestionMark aria-hidden size={16} strokeWidth={1.5} />
      </OpenButton>
    </header>
  )
}
