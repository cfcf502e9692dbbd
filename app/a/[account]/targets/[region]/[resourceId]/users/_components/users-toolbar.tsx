import { UserPlus } from 'lucide-react'
import { ExportMenu } from '@/components/export-menu'
import { FilterInput } from '@/components/filter-input'
import { Moment } from '@/components/moment'
import { ButtonLink } from '@/components/ui/button'
import { FilterChip } from '@/components/ui/filter-chip'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import { countUsers } from '@/lib/access/model/scan-behind'
import type { Target } from '@/lib/access/model/target'
import { choicesOf } from '@/lib/access/reach/users-view'
import { routes } from '@/lib/routes'
import type { ReadingWays } from '@/lib/services/databases/get-reading-ways'
import type { UsersQuery } from '../../search-params'
import { OtherWays } from './other-ways'
import { ReadNow } from './read-now'
import { PRIVILEGE_WORDS, signInWords } from './sign-in-words'
import { usersHref } from './users-address'

interface UsersToolbarProps {
  target: Target
  scan: DatabaseScan
  query: UsersQuery
  ways: ReadingWays | null
  mayMint: boolean
}

function Filters({ target, scan, query }: Pick<UsersToolbarProps, 'target' | 'scan' | 'query'>) {
  const choices = choicesOf(scan)
  const without = (change: Partial<UsersQuery>) => usersHref(target, query, { user: null, ...change })
  return (
    <>
      <FilterChip
        name="Sign-in"
        clearHref={query.signIn === null ? null : without({ signIn: null })}
        options={choices.signIn.map(({ value, count }) => ({
          value,
          label: signInWords(value),
          count,
          selected: query.signIn === value,
          href: without({ signIn: query.signIn === value ? null : (value as UsersQuery['signIn']) }),
        }))}
      />
      <FilterChip
        name="Privilege"
        clearHref={query.privilege === null ? null : without({ privilege: null })}
        options={choices.privilege.map(({ value, count }) => ({
          value,
          label: PRIVILEGE_WORDS[value],
          count,
          selected: query.privilege === value,
          href: without({ privilege: query.privilege === value ? null : value }),
        }))}
      />
    </>
  )
}

/** Find, filter, how many use IAM, when it was read, read it again. */
export function UsersToolbar({ target, scan, query, ways, mayMint }: UsersToolbarProps) {
  const { accountId, region, resourceId } = target
  const { iamUsers, databaseUsers } = countUsers(scan)
  const exportHref = (format: string) =>
    routes.targetUsersExport(target, { ...query, user: null, create: null, change: null, format })
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1.5 px-5 py-1.5 max-md:px-4">
      <FilterInput
        name="find"
        label="Find a database user"
        placeholder="Find user"
        className="w-44 max-md:w-full"
      />
      <Filters target={target} scan={scan} query={query} />
      <span className="text-xs text-muted">
        {iamUsers} of {databaseUsers} use IAM, read {scan.source === 'pasted' && 'by hand '}
        <Moment iso={scan.scannedAt} now={new Date().toISOString()} /> as <code>{scan.scannedAs}</code>
      </span>
      <span className="ml-auto flex flex-wrap items-center justify-end gap-2 max-md:ml-0 max-md:justify-start">
        <ExportMenu files={{ csv: exportHref('csv'), json: exportHref('json'), zip: exportHref('zip') }} />
        {ways && <OtherWays target={{ accountId, region, resourceId }} name={target.name} ways={ways} />}
        {ways?.token?.isSet && target.iamAuth.accepted && (
          <ReadNow target={{ accountId, region, resourceId }} mayMint={mayMint}>
            Read again
          </ReadNow>
        )}
        <ButtonLink href={routes.reconcile(accountId, { on: resourceId })} prefetch={false}>
          Reconcile
        </ButtonLink>
        <ButtonLink
          href={usersHref(target, query, { change: 'create' })}
          scroll={false}
          replace
          prefetch={false}
        >
          <UserPlus aria-hidden size={14} strokeWidth={1.5} />
          Create user
        </ButtonLink>
      </span>
    </div>
  )
}
