import Link from 'next/link'
import { formatCount } from '@/lib/format'
import type { LeftOut } from '@/lib/records/switches-together'
import { routes } from '@/lib/routes'
import { keyOf } from '../../_components/listed-lines'

/** What was chosen and not switched: whoever looks for it in the report finds why. */
export function LeftOutList({ account, leftOut }: { account: string; leftOut: LeftOut[] }) {
  if (leftOut.length === 0) return null
  return (
    <section aria-labelledby="left-out" className="mt-6 border-t border-line pt-4">
      <h2 id="left-out" className="font-medium">
        {formatCount(leftOut.length, 'target')} left out
      </h2>
      <ul className="mt-1 grid gap-2">
        {leftOut.map(one => (
          <li key={keyOf(one)} className="text-sm text-muted">
            <Link
              href={routes.targetSettings({ accountId: account, ...one })}
              prefetch={false}
              className="font-medium text-fg hover:underline"
            >
              {one.name}
            </Link>
            , {one.region}. {one.refusal}
          </li>
        ))}
      </ul>
    </section>
  )
}
