import { FailurePanel } from '@/components/failure-panel'
import { readPage } from '@/lib/actions/read-page'
import { evaluateMatrix } from '@/lib/services/evaluate-matrix'
import { readTarget } from '../_components/read-target'
import { usersQuery } from '../search-params'
import { NeverRead } from './_components/never-read'
import { principalsByUser } from './_components/principals-by-user'
import { UsersTable } from './_components/users-table'
import { UsersToolbar } from './_components/users-toolbar'

interface Props {
  params: Promise<{ region: string; resourceId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** The login roles inside the database as last read, and the names that only policies know. */
export default async function UsersPage({ params, searchParams }: Props) {
  const ref = await params
  const { find } = usersQuery.parse(await searchParams)
  const [reading, evaluated] = await Promise.all([
    readTarget(ref.region, ref.resourceId),
    readPage(operator => evaluateMatrix(operator, ref)),
  ])
  if (!reading.ok) return null
  if (!evaluated.ok) return <FailurePanel failure={evaluated} />
  const { target, scan, caveats, capabilities } = reading.value
  const mayMint = capabilities.includes('mint')
  const principals = principalsByUser(evaluated.value.matrix)
  if (!scan) {
    const unread = caveats.filter(caveat => caveat.scope === 'database')
    return <NeverRead target={target} caveats={unread} named={principals} mayMint={mayMint} />
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <UsersToolbar target={target} scan={scan} find={find ?? ''} mayMint={mayMint} />
      <UsersTable
        scan={scan}
        principals={principals}
        find={find ?? ''}
        masterUsername={target.masterUsername}
      />
    </div>
  )
}
