import { TriangleAlert } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { DatabaseUser } from '@/lib/access/model/database-user'
import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import type { Target } from '@/lib/access/model/target'
import { userKey } from '@/lib/access/reach/users-view'
import type { UserIntent } from '@/lib/provision/user-intent'
import type { UsersQuery } from '../../search-params'
import { UserMenu } from './user-menu'
import { usersHref } from './users-address'

/** Opens the dialog of one change. */
export function ChangeLink({ href, label, children }: { href: Route; label: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      scroll={false}
      replace
      prefetch={false}
      aria-label={label}
      className="inline-flex min-h-6 min-w-6 items-center justify-center gap-1.5 rounded-sm text-xs whitespace-nowrap text-accent hover:underline max-md:min-h-11 max-md:min-w-11"
    >
      {children}
    </Link>
  )
}

interface UserActionsProps {
  target: Target
  user: DatabaseUser
  query: UsersQuery
  /** Policies let somebody be it, and the user keeps them out. */
  named: boolean
}

const MENU: [UserIntent['kind'], string][] = [
  ['addRights', 'Give more rights'],
  ['revokeRights', 'Take rights away'],
  ['endSessions', 'End its sessions'],
  ['close', 'Close its sign-in'],
  ['remove', 'Remove it'],
]

/** What can be done about a user: what policies wait for stands open, the rest in a menu. */
export function UserActions({ target, user, query, named }: UserActionsProps) {
  const key = userKey(user)
  const hrefOf = (change: UserIntent['kind']) => usersHref(target, query, { user: key, change })
  const items = user.iamReady ? MENU : [['makeReady', 'Make it IAM-ready'] as const, ...MENU]
  return (
    <>
      {named && user.signIn === 'password' && user.name !== target.masterUsername && (
        <ChangeLink href={hrefOf('makeReady')} label={`Make ${key} IAM-ready`}>
          <TriangleAlert aria-hidden size={13} strokeWidth={1.5} className="text-cond" />
          <span className="max-md:sr-only">{familyOf(target).words.makeReady}</span>
        </ChangeLink>
      )}
      <UserMenu
        label={`Change ${key}`}
        items={items.map(([change, label]) => ({ label, href: hrefOf(change) }))}
      />
    </>
  )
}
