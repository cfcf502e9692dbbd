import { CaveatList } from '@/components/caveat-list'
import { EmptyState } from '@/components/empty-state'
import { ButtonLink } from '@/components/ui/button'
import type { Caveat } from '@/lib/access/model/caveat'
import type { Target } from '@/lib/access/model/target'
import { formatCount } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { ReadingWays } from '@/lib/services/databases/get-reading-ways'
import { OtherWays } from './other-ways'
import type { UserPrincipals } from './principals-by-user'
import { ReadNow } from './read-now'
import { SetUp } from './set-up'

/** Why no token opens it now. */
function whyNot(target: Target, ways: ReadingWays | null): string | null {
  if (target.kind === 'proxy') return 'A proxy has no users of its own. Open the database it stands before.'
  if (!target.endpoint) return 'It has no endpoint yet.'
  if (ways && !ways.token) return `Gatehouse does not sign in to ${target.engineLabel}.`
  if (!target.iamAuth.accepted)
    return 'Gatehouse signs in with an IAM token, and IAM authentication is off here.'
  if (ways?.token && !ways.token.isSet) return 'No database user is set to read it with.'
  return null
}

interface NeverReadProps {
  target: Target
  /** False: what was read of databases before could not be looked up. */
  isKnown: boolean
  caveats: Caveat[]
  named: UserPrincipals[]
  ways: ReadingWays | null
  mayMint: boolean
}

/** Nothing is known of the users inside: what that means, and the ways to know. */
export function NeverRead({ target, isKnown, caveats, named, ways, mayMint }: NeverReadProps) {
  const { accountId, region, resourceId } = target
  const ref = { accountId, region, resourceId }
  const reason = whyNot(target, ways)
  const users = named.filter(entry => entry.kind === 'user' || entry.kind === 'missing')
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <EmptyState
        title={isKnown ? 'This database was not read' : 'What was read of this database is not known'}
        actions={
          <>
            {!reason && (
              <ReadNow target={ref} mayMint={mayMint}>
                Read now
              </ReadNow>
            )}
            {ways && <OtherWays target={ref} name={target.name} ways={ways} />}
            {!reason && (
              <ButtonLink
                href={routes.targetUsers(ref, { change: 'create' })}
                scroll={false}
                prefetch={false}
              >
                Create user
              </ButtonLink>
            )}
          </>
        }
      >
        {reason ??
          'Gatehouse signs in once with an IAM token, reads users and their rights, and disconnects. Nothing in the database changes.'}{' '}
        Until then verdicts rest on IAM and the switch alone.
      </EmptyState>
      {caveats.length > 0 && (
        <div className="px-5 pb-4">
          <CaveatList caveats={caveats} />
        </div>
      )}
      {users.length > 0 && (
        <section aria-label="Users that policies name" className="px-5 pb-6">
          <h2 className="pb-2 text-2xs font-medium text-subtle">
            {formatCount(users.length, 'user')} that policies name; whether they exist is not known
          </h2>
          <ul className="grid gap-1">
            {users.map(entry => (
              <li key={entry.name} className="flex gap-3">
                <code className="min-w-52 text-xs">{entry.name}</code>
                <span className="text-muted">
                  {formatCount(entry.reach + entry.dormant, 'principal')} allowed
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {ways?.token && <SetUp token={ways.token} />}
    </div>
  )
}
