import { Check, KeySquare, Lock, Minus, SquareUserRound } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { VerdictMark } from '@/components/verdict-mark'
import type { DatabaseScan, DatabaseUser, SignInKind } from '@/lib/access/model/database-user'
import { formatCount, formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { UserPrincipals } from './principals-by-user'

const SIGN_IN: Record<SignInKind, { Icon: typeof Check; words: string; tone: string }> = {
  iam: { Icon: Check, words: 'IAM token', tone: 'text-ok' },
  password: { Icon: Lock, words: 'Password only', tone: 'text-subtle' },
  iamOrPassword: { Icon: Check, words: 'IAM token or password', tone: 'text-cond' },
  locked: { Icon: Minus, words: 'Locked', tone: 'text-subtle' },
  kerberos: { Icon: KeySquare, words: 'Kerberos', tone: 'text-subtle' },
  noLogin: { Icon: Minus, words: 'No login', tone: 'text-subtle' },
}

function canDo(user: DatabaseUser, master: string | null): string {
  const parts = [user.canDo ?? 'not read', user.name === master ? 'master user' : null]
  return parts.filter(Boolean).join(', ')
}

/** `found` null: IAM was not read, so nobody is known to get in, nor not to. */
function Principals({ found }: { found: UserPrincipals | undefined | null }) {
  if (found === null)
    return (
      <span className="text-subtle" title="Not evaluated: users, roles and policies were not read">
        <span aria-hidden>–</span>
        <span className="sr-only">not evaluated</span>
      </span>
    )
  if (found && found.reach > 0) return formatNumber(found.reach)
  if (found && found.dormant > 0)
    return (
      <span
        className="inline-flex items-center gap-1.5 text-dorm"
        title={formatCount(found.dormant, 'principal')}
      >
        <VerdictMark verdict="dormant" size={12} /> dormant
      </span>
    )
  return <span className="text-subtle">0</span>
}

/** On a phone the other columns become the second line. */
function NameCell({
  account,
  mark,
  name,
  below,
}: {
  account: string
  mark: ReactNode
  name: string
  below: string
}) {
  return (
    <TableCell className="max-sm:py-1.5 max-sm:whitespace-normal">
      <span className="inline-flex items-center gap-2">
        {mark}
        <Link
          href={routes.reachUser(account, name)}
          prefetch={false}
          title={`${name} over all targets`}
          className="min-h-6 content-center rounded-sm font-mono text-xs hover:underline"
        >
          {name}
        </Link>
      </span>
      <span className="block pl-5.5 text-xs text-subtle sm:hidden">{below}</span>
    </TableCell>
  )
}

function UserRow({
  account,
  user,
  master,
  found,
}: {
  account: string
  user: DatabaseUser
  master: string | null
  found: UserPrincipals | undefined | null
}) {
  const { Icon, words, tone } = SIGN_IN[user.signIn]
  const nested = user.grantPath.length > 2 ? `through ${user.grantPath.slice(1, -1).join(', ')}` : null
  return (
    <TableRow>
      <NameCell
        account={account}
        mark={<SquareUserRound size={14} strokeWidth={1.5} aria-hidden className="text-subtle" />}
        name={user.name}
        below={[words, nested, canDo(user, master)].filter(Boolean).join(', ')}
      />
      <TableCell className="max-sm:hidden">
        <span className="inline-flex items-center gap-2" title={user.reason ?? undefined}>
          <Icon size={14} strokeWidth={1.5} aria-hidden className={tone} />
          <span className={user.signIn === 'iam' ? '' : 'text-muted'}>{words}</span>
          {nested && <span className="text-xs text-subtle">{nested}</span>}
        </span>
      </TableCell>
      <TableCell className="text-muted max-sm:hidden">{canDo(user, master)}</TableCell>
      <TableCell numeric>
        <Principals found={found} />
      </TableCell>
    </TableRow>
  )
}

function MissingRow({ account, entry }: { account: string; entry: UserPrincipals }) {
  const allowed = `${formatCount(entry.dormant, 'principal is', 'principals are')} allowed to use it`
  return (
    <TableRow>
      <NameCell
        account={account}
        mark={<VerdictMark verdict="dormant" />}
        name={entry.name}
        below={allowed}
      />
      <TableCell className="text-muted max-sm:hidden">Not in the database</TableCell>
      <TableCell className="text-muted max-sm:hidden">{allowed}</TableCell>
      <TableCell numeric>
        <Principals found={entry} />
      </TableCell>
    </TableRow>
  )
}

interface UsersTableProps {
  account: string
  scan: DatabaseScan
  /** Null: not evaluated. */
  principals: UserPrincipals[] | null
  find: string
  masterUsername: string | null
}

/** Who can sign in to the database, how, and how many principals IAM lets in as them. */
export function UsersTable({ account, scan, principals, find, masterUsername }: UsersTableProps) {
  const needle = find.trim().toLowerCase()
  const byName = new Map((principals ?? []).map(entry => [entry.name, entry]))
  const users = scan.users
    .filter(user => user.signIn !== 'noLogin' && user.name.toLowerCase().includes(needle))
    .sort(
      (a, b) =>
        Number(b.iamReady) - Number(a.iamReady) ||
        (byName.get(b.name)?.reach ?? 0) - (byName.get(a.name)?.reach ?? 0),
    )
  const missing = (principals ?? []).filter(
    entry => entry.kind === 'missing' && entry.name.toLowerCase().includes(needle),
  )
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <Table>
        <TableHead>
          <tr>
            <TableHeader>Database user</TableHeader>
            <TableHeader className="max-sm:hidden">Signs in with</TableHeader>
            <TableHeader className="max-sm:hidden">Can do</TableHeader>
            <TableHeader numeric>Principals</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {users.map(user => (
            <UserRow
              key={user.name}
              account={account}
              user={user}
              master={masterUsername}
              found={principals && byName.get(user.name)}
            />
          ))}
          {missing.length > 0 && (
            <TableRow tone="band">
              <th scope="rowgroup" colSpan={4} className="h-7 px-5 text-left text-2xs font-semibold">
                Granted in IAM, missing here{' '}
                <span className="ml-1 font-normal text-subtle">{missing.length}</span>
              </th>
            </TableRow>
          )}
          {missing.map(entry => (
            <MissingRow key={entry.name} account={account} entry={entry} />
          ))}
        </TableBody>
      </Table>
      {users.length === 0 && missing.length === 0 && (
        <p className="px-5 py-6 text-muted">
          {needle ? `No database user matches “${find}”.` : 'The database has no login role.'}
        </p>
      )}
    </div>
  )
}
