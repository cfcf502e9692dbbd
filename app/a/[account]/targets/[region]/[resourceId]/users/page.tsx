import { FailurePanel } from '@/components/failure-panel'
import { RefreshButton } from '@/components/refresh-button'
import { Banner } from '@/components/ui/banner'
import { isKnown } from '@/lib/access/model/part'
import { readPage } from '@/lib/actions/read-page'
import { evaluateMatrix } from '@/lib/services/targets/evaluate-matrix'
import { readTarget, refOf, type TargetParams } from '../_components/read-target'
import { usersQuery } from '../search-params'
import { UsersTable } from './_components/database-users-table'
import { NeverRead } from './_components/never-read'
import { principalsByUser } from './_components/principals-by-user'
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

/** The login roles inside the database as last read, and the names that only policies know. */
export default async function UsersPage({ params, searchParams }: Props) {
  const ref = await refOf(params)
  const { find } = usersQuery.parse(await searchParams)
  const [reading, evaluated] = await Promise.all([
    readTarget(ref),
    readPage(context => evaluateMatrix(context, ref)),
  ])
  if (!reading.ok) return null
  const { target, scan, scans, summary, caveats, capabilities } = reading.value
  // Who is inside the database was read from it: that needs no IAM.
  if (!evaluated.ok && summary) return <FailurePanel failure={evaluated} />
  const mayMint = capabilities.includes('mint')
  const principals = evaluated.ok ? principalsByUser(evaluated.value.matrix) : null
  const notEvaluated = evaluated.ok ? null : <NotEvaluated why={evaluated.message} />
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
          mayMint={mayMint}
        />
      </>
    )
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {notEvaluated}
      <UsersToolbar target={target} scan={scan} find={find ?? ''} mayMint={mayMint} />
      <UsersTable
        account={target.accountId}
        scan={scan}
        principals={principals}
        find={find ?? ''}
        masterUsername={target.masterUsername}
      />
    </div>
  )
}
