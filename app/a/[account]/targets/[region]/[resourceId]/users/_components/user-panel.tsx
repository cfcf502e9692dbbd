import { X } from 'lucide-react'
import Link from 'next/link'
import { Moment } from '@/components/moment'
import { buttonClass } from '@/components/ui/button'
import { PanelSection } from '@/components/ui/sheet'
import type { DatabaseScan, DatabaseUser } from '@/lib/access/model/database-user'
import { canHaveIamAuth } from '@/lib/access/model/iam-support'
import type { Target } from '@/lib/access/model/target'
import { userKey } from '@/lib/access/reach/users-view'
import { formatCount, formatDay } from '@/lib/format'
import { routes } from '@/lib/routes'
import { grantQuery } from '../../_components/cell-links'
import type { UsersQuery } from '../../search-params'
import type { UserPrincipals } from './principals-by-user'
import { SignIn } from './sign-in-words'
import { UserMemberships } from './user-memberships'
import { UserRights } from './user-rights'
import { usersHref } from './users-address'

interface UserPanelProps {
  target: Target
  scan: DatabaseScan
  user: DatabaseUser
  /** Null: not evaluated. */
  found: UserPrincipals | null | undefined
  query: UsersQuery
}

const look = 'inline-flex min-h-6 items-center rounded-sm text-accent hover:underline'

/** What may stop this user, or lets it in, beside its right to sign in. */
function facts({ detail, validUntil, signIn }: DatabaseUser): string[] {
  const { connectionLimit = null, sessions = null, lastLoginAt = null } = detail ?? {}
  const takesPassword = signIn === 'password' || signIn === 'iamOrPassword'
  return [
    ...(validUntil === null
      ? []
      : [
          takesPassword
            ? `Its password ${detail?.passwordExpired ? 'expired on' : 'is good until'} ${formatDay(validUntil)}.`
            : `VALID UNTIL ${formatDay(validUntil)} ends a password only${signIn === 'iam' ? ': a token goes on working' : ''}.`,
        ]),
    ...(detail?.passwordExpired && validUntil === null ? ['Its password has expired.'] : []),
    ...(connectionLimit === null ? [] : [`At most ${formatCount(connectionLimit, 'session')} at once.`]),
    ...(sessions === null
      ? []
      : [
          sessions === 0
            ? 'Nobody is signed in as it now.'
            : `${formatCount(sessions, 'session')} open when it was read.`,
        ]),
    ...(detail?.requiresTls === null || detail?.requiresTls === undefined
      ? []
      : [detail.requiresTls ? 'It must use TLS.' : 'It may sign in without TLS.']),
    ...(lastLoginAt === null ? [] : [`It last signed in on ${formatDay(lastLoginAt)}.`]),
  ]
}

function Principals({ target, user, found }: Pick<UserPanelProps, 'target' | 'user' | 'found'>) {
  const counts =
    found === null
      ? 'Not evaluated: users, roles and policies were not read.'
      : !found || found.reach + found.dormant === 0
        ? 'Nobody in IAM reaches it.'
        : found.reach > 0
          ? `${formatCount(found.reach, 'principal')} can connect as it.`
          : `${formatCount(found.dormant, 'principal is', 'principals are')} allowed to, and stopped by the target.`
  return (
    <PanelSection title="Who can be it">
      <p>{counts}</p>
      <p className="mt-1 flex flex-wrap gap-x-4 text-xs">
        <Link href={routes.target(target, { as: user.name })} prefetch={false} className={look}>
          Access matrix
        </Link>
        <Link href={routes.reachUser(target.accountId, user.name)} prefetch={false} className={look}>
          This name over all targets
        </Link>
        {canHaveIamAuth(target.iamAuth.state) && (
          <Link
            href={routes.grant(target.accountId, grantQuery(target, { as: user.name }))}
            prefetch={false}
            className={look}
          >
            Grant it to somebody
          </Link>
        )}
      </p>
    </PanelSection>
  )
}

/** One user as it was last read: how it signs in, what it holds, what it may do and where. */
export function UserPanel({ target, scan, user, found, query }: UserPanelProps) {
  const { detail } = user
  const unread = scan.unread.filter(({ database }) => database === null)
  const now = new Date().toISOString()
  return (
    <aside
      aria-label={`Database user ${userKey(user)}`}
      data-slot="user-panel"
      className="z-30 flex w-[394px] shrink-0 flex-col overflow-y-auto [scrollbar-gutter:stable] border-l border-line bg-surface max-xl:absolute max-xl:inset-y-0 max-xl:right-0 max-xl:shadow-menu max-md:fixed max-md:inset-0 max-md:z-40 max-md:w-full"
    >
      <div className="flex items-start gap-2 border-b border-line px-4 pt-3 pb-2.5">
        <h2 className="min-w-0 flex-1 font-mono text-md font-semibold break-all">{userKey(user)}</h2>
        <Link
          href={usersHref(target, query, { user: null })}
          replace
          scroll={false}
          aria-label="Close"
          className={buttonClass({ variant: 'ghost', size: 'iconSm' })}
        >
          <X size={15} strokeWidth={1.5} aria-hidden />
        </Link>
      </div>
      <PanelSection title="Signs in with">
        <SignIn user={user} />
        {!user.iamReady && user.reason && <p className="mt-1 text-muted">It {user.reason}.</p>}
        {facts(user).map(fact => (
          <p key={fact} className="mt-1 text-xs text-muted">
            {fact}
          </p>
        ))}
      </PanelSection>
      <Principals target={target} user={user} found={found} />
      {detail ? (
        <>
          <UserMemberships memberships={detail.memberships} path={user.grantPath} />
          <UserRights user={user} detail={detail} unread={scan.unread} />
          <PanelSection title="Owns">
            {detail.owned === null
              ? 'Not read.'
              : detail.owned === 0
                ? 'Nothing, in any database.'
                : `${formatCount(detail.owned, 'object')}, over all databases.`}
          </PanelSection>
        </>
      ) : (
        <PanelSection title="Rights">
          <p>{user.canDo ?? 'Not read.'}</p>
          <p className="mt-1 text-xs text-muted">More is known once the database is read again.</p>
        </PanelSection>
      )}
      <PanelSection title="Last read" className="text-xs text-muted">
        <Moment iso={scan.scannedAt} now={now} /> as <code>{scan.scannedAs}</code>
        {scan.source === 'pasted' && ', by hand'}
        {scan.version && `, version ${scan.version}`}.
        {unread.map(({ what, why }) => (
          <span key={what} className="block">
            Not read: {what}, because {why}.
          </span>
        ))}
      </PanelSection>
    </aside>
  )
}
