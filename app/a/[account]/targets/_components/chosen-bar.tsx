'use client'

import { Button, ButtonLink } from '@/components/ui/button'
import { formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'

interface ChosenBarProps {
  account: string
  count: number
  shown: number
  /** What the address of their plan says of the choice. */
  choice: Record<string, string | string[] | null>
  onAll: () => void
  onNone: () => void
}

/** What can be done with the rows that are chosen; it stays in sight while the list scrolls. */
export function ChosenBar({ account, count, shown, choice, onAll, onNone }: ChosenBarProps) {
  return (
    <section
      aria-label="Chosen targets"
      className="sticky top-0 z-20 flex min-h-10 flex-wrap items-center gap-2 border-y border-line bg-accent-tint px-5 py-1.5 max-sm:hidden print:hidden"
    >
      <span aria-live="polite" className="font-medium">
        {formatNumber(count)} chosen
      </span>
      {count < shown ? (
        <Button variant="ghost" size="sm" onClick={onAll}>
          Choose all {formatNumber(shown)} shown
        </Button>
      ) : null}
      <Button variant="ghost" size="sm" onClick={onNone}>
        Choose none
      </Button>
      <span className="flex-1" />
      <ButtonLink
        size="sm"
        href={routes.switchTogether(account, { turn: 'off', ...choice })}
        prefetch={false}
        variant="secondary"
      >
        Turn IAM authentication off…
      </ButtonLink>
      <ButtonLink
        size="sm"
        href={routes.switchTogether(account, { turn: 'on', ...choice })}
        prefetch={false}
        variant="secondary"
      >
        Turn IAM authentication on…
      </ButtonLink>
    </section>
  )
}
