import { getHealth } from '@/lib/services/get-health'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  return Response.json(await getHealth())
}
