import type { NextRequest } from 'next/server'
import { readPage } from '@/lib/actions/read-page'
import { jsonAnswer } from '@/lib/actions/route-answer'
import { explainCell } from '@/lib/services/targets/explain-cell'
import { refOf, type TargetParams } from '../_components/read-target'
import { accessQuery } from '../search-params'

type Context = { params: TargetParams }

/** The why panel of another cell, without drawing the page again. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const ref = await refOf(params)
  const { who = '', as = '' } = accessQuery.parse(Object.fromEntries(request.nextUrl.searchParams))
  const cell = { ...ref, principalArn: who, databaseUser: as }
  return jsonAnswer(await readPage(context => explainCell(context, cell)))
}
