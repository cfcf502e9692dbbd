import type { NextRequest } from 'next/server'
import { failureStatus } from '@/lib/actions/failure-status'
import { readPage } from '@/lib/actions/read-page'
import { explainCell } from '@/lib/services/targets/explain-cell'
import { accessQuery } from '../search-params'

type Context = { params: Promise<{ region: string; resourceId: string }> }

/** The why panel of another cell, without drawing the page again. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { region, resourceId } = await params
  const { who = '', as = '' } = accessQuery.parse(Object.fromEntries(request.nextUrl.searchParams))
  const reading = await readPage(context =>
    explainCell(context, { region, resourceId, principalArn: who, databaseUser: as }),
  )
  const status = reading.ok ? 200 : failureStatus(reading)
  return Response.json(reading, { status, headers: { 'cache-control': 'no-store' } })
}
