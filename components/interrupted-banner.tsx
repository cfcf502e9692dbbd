import { formatCount } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { InterruptedChange } from '@/lib/services/changes/interrupted-changes'
import { Banner } from './ui/banner'
import { ButtonLink } from './ui/button'

/** `Grant access, orders-prod`; many labels name their target already. */
function labelOf({ label, target }: InterruptedChange): string {
  return target === null || label.includes(target) ? label : `${label}, ${target}`
}

/** On every page, until somebody decides: a change that its server could not bring to an end. */
export function InterruptedBanner({ changes }: { changes: readonly InterruptedChange[] }) {
  const [first] = changes
  if (!first) return null
  const one = changes.length === 1
  return (
    <Banner
      tone="warning"
      role="status"
      className="mx-5 mt-3 mb-1 max-sm:mx-4"
      title={one ? 'A change was interrupted.' : `${formatCount(changes.length, 'change')} were interrupted.`}
      actions={
        <ButtonLink
          size="sm"
          href={routes.activity(
            one ? { days: 'all', entry: first.auditId } : { days: 'all', outcome: 'intended' },
          )}
        >
          {one ? 'Finish it or take it back' : 'Look at them'}
        </ButtonLink>
      }
    >
      {one ? `${labelOf(first)}, by ${first.actor}: ` : ''}AWS may have been changed in part.
    </Banner>
  )
}
