import { SquareUserRound, UsersRound } from 'lucide-react'
import { Table, TableBody, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { VerdictMark } from '@/components/verdict-mark'
import type { DatabaseScan, DatabaseUser } from '@/lib/access/model/database-user'
import type { Target } from '@/lib/access/model/target'
import { userKey, usersInView } from '@/lib/access/reach/users-view'
import { formatCount } from '@/lib/format'
import type { UsersQuery } from '../../search-params'
import type { UserPrincipals } from './principals-by-user'
import { PrincipalsCell } from './principals-cell'
import { SignIn, signInNote, signInWords } from './sign-in-words'
import { ChangeLink, UserActions } from './user-actions'
import { UserRow } from './user-row'
import { usersHref } from './users-address'

interface UsersTableProps {
  target: Target
  scan: DatabaseScan
  /** Null: not evaluated. */
  principals: UserPrincipals[] | null
  query: UsersQuery
}

function canDo(user: DatabaseUser, master: string | null): string {
  const parts = [user.canDo ?? 'not read', user.name === master ? 'master user' : null]
  return parts.filter(Boolean).join(', ')
}

function Band({ title, count }: { title: string; count: number }) {
  return (
    <TableRow tone="band">
      <th scope="rowgroup" colSpan={5} className="h-7 px-5 text-left text-2xs font-semibold">
        {title} <span className="ml-1 font-normal text-subtle">{count}</span>
      </th>
    </TableRow>
  )
}

/** Who can sign in to the database, how, and how many principals IAM lets in as them. */
export function UsersTable({ target, scan, principals, query }: UsersTableProps) {
  const byName = new Map((principals ?? []).map(entry => [entry.name, entry]))
  const users = usersInView(scan, query, name => byName.get(name)?.reach ?? 0)
  const unfiltered = query.signIn === null && query.privilege === null
  const needle = query.find.trim().toLowerCase()
  const isFound = ({ name }: { name: string }) => unfiltered && name.toLowerCase().includes(needle)
  const missing = (principals ?? []).filter(entry => entry.kind === 'missing').filter(isFound)
  const roles = scan.roles.filter(isFound)
  const inside = new Set(scan.users.map(userKey))
  const first = users.some(user => userKey(user) === query.user) ? query.user : users[0] && userKey(users[0])
  const hrefOf = (key: string) => usersHref(target, query, { user: key })
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <Table aria-label={`Database users of ${target.name}`}>
        <TableHead>
          <tr>
            <TableHeader>Database user</TableHeader>
            <TableHeader className="max-md:hidden">Signs in with</TableHeader>
            <TableHeader className="max-md:hidden">Can do</TableHeader>
            <TableHeader numeric>Principals</TableHeader>
            <TableHeader>
              <span className="sr-only">Actions</span>
            </TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {users.map(user => {
            const key = userKey(user)
            const words = canDo(user, target.masterUsername)
            return (
              <UserRow
                key={key}
                mark={<SquareUserRound size={14} strokeWidth={1.5} aria-hidden className="text-subtle" />}
                name={key}
                href={hrefOf(key)}
                selected={key === query.user}
                tabbable={key === first}
                signIn={<SignIn user={user} />}
                canDo={words}
                principals={<PrincipalsCell found={principals && byName.get(user.name)} />}
                action={
                  <UserActions
                    target={target}
                    user={user}
                    query={query}
                    named={(byName.get(user.name)?.dormant ?? 0) > 0}
                  />
                }
                below={[signInWords(user.signIn), signInNote(user), words].filter(Boolean).join(', ')}
              />
            )
          })}
          {missing.length > 0 && <Band title="Granted in IAM, missing here" count={missing.length} />}
          {missing.map(entry => {
            const allowed = `${formatCount(entry.dormant, 'principal is', 'principals are')} allowed to use it`
            return (
              <UserRow
                key={entry.name}
                mark={<VerdictMark verdict="dormant" />}
                name={entry.name}
                href={null}
                tabbable={false}
                signIn={<span className="text-muted">Does not exist</span>}
                canDo={allowed}
                principals={<PrincipalsCell found={entry} />}
                action={
                  <ChangeLink
                    href={usersHref(target, query, { create: entry.name })}
                    label={`Create ${entry.name}`}
                  >
                    Create
                  </ChangeLink>
                }
                below={allowed}
              />
            )
          })}
          {roles.length > 0 && <Band title="Roles that others hold" count={roles.length} />}
          {roles.map(role => {
            const key = userKey(role)
            const held = `held by ${role.members}`
            return (
              <UserRow
                key={`role ${key}`}
                mark={<UsersRound size={14} strokeWidth={1.5} aria-hidden className="text-subtle" />}
                name={key}
                href={inside.has(key) ? hrefOf(key) : null}
                selected={key === query.user}
                tabbable={key === query.user}
                signIn={<span className="text-muted">No login, {held}</span>}
                canDo={role.canDo ?? 'not read'}
                principals={null}
                action={null}
                below={`No login, ${held}, ${role.canDo ?? 'not read'}`}
              />
            )
          })}
        </TableBody>
      </Table>
      {users.length === 0 && missing.length === 0 && roles.length === 0 && (
        <p className="px-5 py-6 text-muted">
          {needle || !unfiltered
            ? 'No database user is like that.'
            : 'The database has no user that signs in.'}
        </p>
      )}
    </div>
  )
}
