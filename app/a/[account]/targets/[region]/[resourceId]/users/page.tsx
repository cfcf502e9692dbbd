import { FailurePanel } from '@/components/failure-panel'
import { RefreshButton } from '@/components/refresh-button'
import { ScrollToRow } from '@/components/scroll-to-row'
import { Banner } from '@/components/ui/banner'
import { isKnown } from '@/lib/access/model/part'
import { userKey } from '@/lib/access/reach/users-view'
import { readPage } from '@/lib/actions/read-page'
import { getReadingWays } from '@/lib/services/databases/get-reading-ways'
import { evaluateMatrix } from '@/lib/services/targets/evaluate-matrix'
import { readTarget, refOf, type TargetParams } from '../_components/read-target'
import { usersQuery } from '../search-params'
import { ChangeOfAddress } from './_components/change-of-address'
import { UsersTable } from './_components/database-users-table'
import { NeverRead } from './_components/never-read'
import { principalsByUser } from './_components/principals-by-user'
import { ScanNotes } from './_components/scan-notes'
import { UserPanel } from './_components/user-panel'
import { usersHref } from './_components/users-address'
import { UsersKeys } from './_components/users-keys'
import { UsersToolbar } from './_components/users-toolbar'

interface Props {
  params: TargetParams
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

function NotEvaluated({ why }: { why: string }) {
  return (
    <Banner
      tone="warning"
      title="How many principals IAM lets in is not evaluated."
      actions={<RefreshButton look="button">Retry</RefreshButton>}
      className="mx-5 mt-4 max-md:mx-4"
    >
      {why}
    </Banner>
  )
}

/** Who is inside the database as last read, with rights, and the names that only policies know. */
export default async function UsersPage({ params, searchParams }: Props) {
  const ref = await refOf(params)
  const query = usersQuery.parse(await searchParams)
  const [reading, evaluated, offered] = await Promise.all([
    readTarget(ref),
    readPage(context => evaluateMatrix(context, ref)),
    readPage(context => getReadingWays(context, ref)),
  ])
  if (!reading.ok) return null
  const { target, scan, scans, summary, caveats, capabilities } = reading.value
  // Who is inside the database was read from it: that needs no IAM.
  if (!evaluated.ok && summary) return <FailurePanel failure={evaluated} />
  const mayMint = capabilities.includes('mint')
  const principals = evaluated.ok ? principalsByUser(evaluated.value.matrix) : null
  const notEvaluated = evaluated.ok ? null : <NotEvaluated why={evaluated.message} />
  const ways = offered.ok ? offered.value : null
  const { accountId, region, resourceId, name } = target
  const dialog = <ChangeOfAddress target={{ accountId, region, resourceId, name }} query={query} />
  if (!scan) {
    const unread = caveats.filter(caveat => caveat.scope === 'database')
    return (
      <>
        {notEvaluated}
        <NeverRead
          target={target}
          isKnown={isKnown(scans)}
          caveats={unread}
          named={principals ?? []}
          ways={ways}
          mayMint={mayMint}
        />
        {dialog}
      </>
    )
  }
  const user = scan.users.find(one => userKey(one) === query.user)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {notEvaluated}
      <div className="relative flex min-h-0 flex-1">
        <UsersKeys closeHref={user ? usersHref(target, query, { user: null }) : null}>
          <ScrollToRow selector="a[data-user-row][aria-current]" of={query.user} />
          <UsersToolbar target={target} scan={scan} query={query} ways={ways} mayMint={mayMint} />
          <ScanNotes scan={scan} now={new Date().toISOString()} />
          <UsersTable target={target} scan={scan} principals={principals} query={query} />
        </UsersKeys>
        {user && (
          <UserPanel
            target={target}
            scan={scan}
            user={user}
            found={principals === null ? null : principals.find(({ name }) => name === user.name)}
            query={query}
          />
        )}
      </div>
      {dialog}
    </div>
  )
}
