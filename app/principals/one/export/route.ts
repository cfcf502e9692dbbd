import type { NextRequest } from 'next/server'
import { readPage } from '@/lib/actions/read-page'
import { getPrincipal } from '@/lib/services/get-principal'
import { parseOnePrincipalQuery } from '../search-params'

/** Everything the page shows about one principal, dated, for an audit file. */
export async function GET(request: NextRequest): Promise<Response> {
  const { arn } = parseOnePrincipalQuery(Object.fromEntries(request.nextUrl.searchParams))
  const reading = await readPage(operator => getPrincipal(operator, { arn }))
  if (!reading.ok) return Response.json(reading, { status: reading.code === 'notFound' ? 404 : 502 })
  const { principal, reach, becomes, policies, unreached, caveats, readAt } = reading.value
  const { label, name, group, description, boundaryArn, groups, lastUsedAt, trustText } = principal
  const facts = { arn, label, group, description, boundaryArn, groups, lastUsedAt, trustText }
  const evidence = {
    asOf: readAt,
    principal: facts,
    reach,
    otherTargets: unreached,
    becomes,
    policies,
    caveats,
  }
  return new Response(`${JSON.stringify(evidence, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${name}-reach.json"`,
      'cache-control': 'no-store',
    },
  })
}
