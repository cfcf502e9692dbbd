import Link from 'next/link'
import type { TourPlace } from '@/lib/preferences'
import { SAFE } from '../demo-mark'
import type { TourWay } from './tour-ways'

/** One way for each kind of user: its name, and what is on it. */
export function TourWaysView({
  ways,
  go,
  about,
}: {
  ways: TourWay[]
  go: (place: TourPlace) => void
  about: string[] | null
}) {
  return (
    <>
      {about ? (
        <div className="mb-2 border-b border-line pb-2 text-xs text-muted max-md:hidden">
          <p className="font-medium text-fg">{SAFE}</p>
          {about.map(line => (
            <p key={line}>{line}</p>
          ))}
        </div>
      ) : null}
      <h2 className="text-xs font-medium">A short tour, three ways in</h2>
      <ul className="mt-0.5 -ml-2 grid gap-x-2 md:grid-cols-3">
        {ways.map(({ id, name, steps }) => (
          <li key={id}>
            <Link
              href={steps[0]?.href ?? '/'}
              prefetch={false}
              onClick={() => go({ way: id, step: 0 })}
              className="block h-full rounded-md px-2 py-1 hover:bg-hover max-md:flex max-md:min-h-11 max-md:items-center"
            >
              <span className="block font-medium text-accent">{name}</span>
              <span className="block text-xs text-muted max-md:hidden">
                {steps.map(({ title }) => title).join('; ')}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
