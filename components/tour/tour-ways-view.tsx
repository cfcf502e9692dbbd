import Link from 'next/link'
import type { TourPlace } from '@/lib/preferences'
import type { TourWay } from './tour-ways'

/** One way for each kind of user: its name, and what is on it. */
export function TourWaysView({ ways, go }: { ways: TourWay[]; go: (place: TourPlace) => void }) {
  return (
    <>
      <h2 className="text-xs text-muted">A short tour, three ways in</h2>
      <ul className="mt-1 -ml-2 grid gap-x-2 md:grid-cols-3">
        {ways.map(({ id, name, steps }) => (
          <li key={id}>
            <Link
              href={steps[0]?.href ?? '/'}
              prefetch={false}
              onClick={() => go({ way: id, step: 0 })}
              className="block h-full rounded-md px-2 py-1 hover:bg-hover max-md:min-h-11 max-md:content-center"
            >
              <span className="block font-medium text-accent">{name}</span>
              <span className="block text-xs text-muted max-md:hidden">
                {steps.map(({ title }) => title).join(' · ')}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
