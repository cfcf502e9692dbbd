import Link from 'next/link'
import { PanelSection } from '@/components/ui/sheet'
import type { AssumePath } from '@/lib/access/explain/assume-paths'
import { AS_FAR_AS_READ, isAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import type { Principal } from '@/lib/access/model/principal'
import { formatCount } from '@/lib/format'
import { routes } from '@/lib/routes'
import { BecomesList } from './becomes-list'

const SHOWN = 8
/** A star lets thousands in. */
const MOST = 200

interface WaysSectionProps {
  principal: Principal
  becomes: AssumePath[]
  caveat: string | null
  /** The tab beside it names them all: what they come to is said alone. */
  listedBeside: boolean
  reaches: boolean
}

/** Who can become the role, in the side of its page. */
export function WaysSection({ principal, becomes, caveat, listedBeside, reaches }: WaysSectionProps) {
  const sum = becomes.length > 0 && reaches
  if (listedBeside && !sum) return null
  return (
    <PanelSection title={listedBeside ? 'What that comes to' : 'Who can become this role'}>
      {listedBeside ? null : <Ways principal={principal} becomes={becomes} caveat={caveat} />}
      {sum && (
        <p className={listedBeside ? 'text-muted' : 'mt-3 rounded-md bg-sunken px-3 py-2 text-xs text-muted'}>
          {listedBeside ? '' : 'So '}
          <strong className="text-fg">{formatCount(becomes.length, 'other')}</strong> can reach these
          databases as this role{isAsFarAsRead(principal) ? `, ${AS_FAR_AS_READ}` : ''}.
        </p>
      )}
    </PanelSection>
  )
}

function Ways({ principal, becomes, caveat }: Pick<WaysSectionProps, 'principal' | 'becomes' | 'caveat'>) {
  if (becomes.length === 0) return <p className="text-muted">Nobody that its trust policy names.</p>
  return (
    <>
      <BecomesList becomes={becomes.slice(0, MOST)} caveat={caveat} most={SHOWN} />
      {becomes.length > MOST && (
        <p className="hidden text-xs text-muted print:block">
          {formatCount(becomes.length - MOST, 'further way')} in the export.
        </p>
      )}
      {becomes.length > SHOWN && (
        <Link
          href={routes.principal(principal.arn, { tab: 'trust' })}
          className="mt-2 inline-block text-xs text-accent hover:underline print:hidden"
        >
          Show all {becomes.length}
        </Link>
      )}
    </>
  )
}
