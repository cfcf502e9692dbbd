import Link from 'next/link'
import type { TourPlace } from '@/lib/preferences'
import { Button, ButtonLink } from '../ui/button'
import { isAbout, type TourWay } from './tour-ways'

interface TourStepViewProps {
  way: TourWay
  step: number
  /** The address that is shown. */
  page: string
  go: (place: TourPlace) => void
  close: () => void
}

/** One step: a link to its screen, what to look at there, and the way on. Elsewhere it is one quiet line. */
export function TourStepView({ way, step, page, go, close }: TourStepViewProps) {
  const { id, name, steps } = way
  // A step of somebody who might do more then.
  const index = Math.min(step, steps.length - 1)
  const [current, before, next] = [steps[index], steps[index - 1], steps[index + 1]]
  if (!current) return null
  if (!isAbout(current, page))
    return (
      <p className="flex min-h-6 flex-wrap items-center gap-x-2 text-xs text-muted">
        Tour: step {index + 1} of {steps.length}
        <Link
          href={current.href}
          prefetch={false}
          className="inline-flex min-h-6 items-center text-accent hover:underline max-md:min-h-11"
        >
          Back to it
        </Link>
      </p>
    )
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
      <div className="min-w-0 flex-1 basis-80" aria-live="polite">
        <div className="flex flex-wrap items-baseline gap-x-2.5">
          <h2 className="font-medium">
            <Link href={current.href} prefetch={false} className="text-accent hover:underline">
              {current.title}
            </Link>
          </h2>
          <p className="text-xs text-subtle">
            {name}, {index + 1} of {steps.length}
          </p>
        </div>
        <p className="mt-0.5 text-xs text-muted">{current.look}</p>
      </div>
      <div className="flex flex-wrap gap-1.5 max-md:w-full">
        <Button variant="ghost" size="sm" onClick={() => go('ways')}>
          All ways
        </Button>
        {before ? (
          <ButtonLink
            size="sm"
            href={before.href}
            prefetch={false}
            onClick={() => go({ way: id, step: index - 1 })}
          >
            Back
          </ButtonLink>
        ) : null}
        {next ? (
          <ButtonLink
            size="sm"
            href={next.href}
            prefetch={false}
            onClick={() => go({ way: id, step: index + 1 })}
          >
            <span>
              Next<span className="max-md:sr-only">: {next.title}</span>
            </span>
          </ButtonLink>
        ) : (
          <Button size="sm" onClick={close}>
            End the tour
          </Button>
        )}
      </div>
    </div>
  )
}
