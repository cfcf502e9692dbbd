import type { NextRequest } from 'next/server'
import { asJson, exportAnswer } from '@/app/_export/export-file'
import { usersCsv, usersJson } from '@/lib/access/reach/users-csv'
import { usersInView } from '@/lib/access/reach/users-view'
import { readPage } from '@/lib/actions/read-page'
import { AppError } from '@/lib/errors'
import { evaluateMatrix } from '@/lib/services/targets/evaluate-matrix'
import { getTarget } from '@/lib/services/targets/get-target'
import { refOf, type TargetParams } from '../../_components/read-target'
import { usersQuery } from '../../search-params'
import { principalsByUser } from '../_components/principals-by-user'

type Context = { params: TargetParams }

/** Exactly the users that the tab shows at this address, each with its rights. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const ref = await refOf(params)
  const query = usersQuery.parse(Object.fromEntries(request.nextUrl.searchParams))
  return exportAnswer(request, {
    name: ({ target }) => `${target.name}-users`,
    read: () =>
      readPage(async context => {
        const { target, scan, summary } = await getTarget(context, ref)
        if (!scan) throw new AppError('notFound', `The users of ${target.name} were not read yet.`)
        // Who is inside was read from the database: that needs no IAM.
        const principals = summary && principalsByUser((await evaluateMatrix(context, ref)).matrix)
        const byName = principals && new Map(principals.map(({ name, reach }) => [name, reach]))
        const reach = (name: string) => byName && (byName.get(name) ?? 0)
        return { target, scan, reach, users: usersInView(scan, query, name => reach(name) ?? 0) }
      }),
    write: {
      csv: ({ users, scan, target, reach }) => usersCsv(users, scan, target, reach),
      json: ({ users, scan, target, reach }) => asJson(usersJson(users, scan, target, reach)),
    },
    about: ({ scan }) => ({ asOf: scan.scannedAt, notRead: scan.unread }),
  })
}
