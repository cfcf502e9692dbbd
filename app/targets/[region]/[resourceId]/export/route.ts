import type { NextRequest } from 'next/server'
import { readAddress } from '@/components/matrix/matrix-address'
import { buildView } from '@/components/matrix/matrix-lines'
import { matrixCsv, matrixJson } from '@/lib/access/matrix-export'
import { readPage } from '@/lib/actions/read-page'
import { evaluateMatrix } from '@/lib/services/evaluate-matrix'
import { matrixDataOf } from '../_components/matrix-data-of'
import { accessQuery } from '../search-params'
import { viewedMatrix } from './viewed-matrix'

type Context = { params: Promise<{ region: string; resourceId: string }> }

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' }

/** Exactly what the access tab shows at this address, folded rows written out. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { region, resourceId } = await params
  const search = request.nextUrl.searchParams
  const query = accessQuery.parse(Object.fromEntries(search))
  const format = query.format ?? 'csv'
  const reading = await readPage(operator =>
    evaluateMatrix(operator, { region, resourceId, filter: { showAll: query.all === '1', members: true } }),
  )
  if (!reading.ok) return Response.json(reading, { status: reading.code === 'notFound' ? 404 : 502 })
  const { target, matrix } = reading.value
  const { hide, find, expand } = readAddress(search)
  const view = buildView(matrixDataOf(matrix), {
    hide: new Set(hide),
    find,
    grouped: false,
    opened: new Set(),
    expanded: new Set(expand),
  })
  const shown = viewedMatrix(matrix, view)
  const body =
    format === 'csv' ? matrixCsv(shown, target) : `${JSON.stringify(matrixJson(shown, target), null, 2)}\n`
  return new Response(body, {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="${target.name}-access.${format}"`,
      'cache-control': 'no-store',
    },
  })
}
