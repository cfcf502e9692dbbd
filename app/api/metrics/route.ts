import { getMetrics } from '@/lib/services/get-metrics'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  const { contentType, text } = await getMetrics()
  return new Response(text, { headers: { 'content-type': contentType } })
}
