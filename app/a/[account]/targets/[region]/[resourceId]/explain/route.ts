import type { NextRequest } from 'next/server'
import { failureStatus } from '@/lib/actions/failure-status'
import { readPage } from '@/lib/actions/read-page'
import { explainCell } from '@/lib/services/targets/explain-cell'
import { refOf, type TargetParams } from '../_components/read-target'
import { accessQuery } from '../search-params'

type Context = { params: TargetParams }

/** The why panel of another cell, without drawing the page again. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const ref = await refOf(params)
  const { who = '', as = '' } = accessQuery.parse(Object.fromEntries(request.nextUrl.searchParams))
  const reading = await readPage(context =>
    explainCell(context, { ...ref, principalArn: who, databaseUser: as }),
  )
  const status = reading.ok ? 200 : failureStatus(reading)
  return Response.json(reading, { status, headers: { 'cache-control': 'no-store' } })
}
