import type { NextRequest } from 'next/server'
import { coverageOf } from '@/app/_export/audit-zip'
import { asJson, exportAnswer } from '@/app/_export/export-file'
import { readAddress } from '@/components/matrix/matrix-address'
import { buildView } from '@/components/matrix/matrix-lines'
import { matrixCsv, matrixJson } from '@/lib/access/matrix/matrix-export'
import { readPage } from '@/lib/actions/read-page'
import { evaluateMatrix } from '@/lib/services/targets/evaluate-matrix'
import { matrixDataOf } from '../_components/matrix-data-of'
import { refOf, type TargetParams } from '../_components/read-target'
import { accessQuery } from '../search-params'
import { viewedMatrix } from './viewed-matrix'

type Context = { params: TargetParams }

/** Exactly what the access tab shows at this address, folded rows written out. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const ref = await refOf(params)
  const search = request.nextUrl.searchParams
  const query = accessQuery.parse(Object.fromEntries(search))
  const { hide, find, expand } = readAddress(search)
  const filter = { showAll: query.all === '1', members: true }
  return exportAnswer(request, {
    name: ({ target }) => `${target.name}-access`,
    read: () =>
      readPage(async context => {
        const { target, matrix } = await evaluateMatrix(context, { ...ref, filter })
        const opened = { hide: new Set(hide), find, grouped: false, opened: new Set<string>() }
        const view = buildView(matrixDataOf(matrix), { ...opened, expanded: new Set(expand) })
        return { target, shown: viewedMatrix(matrix, view) }
      }),
    write: {
      csv: ({ shown, target }) => matrixCsv(shown, target),
      json: ({ shown, target }) => asJson(matrixJson(shown, target)),
    },
    about: ({ shown }) => ({ asOf: shown.asOf, notRead: coverageOf(shown.caveats) }),
  })
}
