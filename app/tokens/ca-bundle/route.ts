import { readPage } from '@/lib/actions/read-page'
import { readCaBundle } from '@/lib/services/read-ca-bundle'

/** The CA file that the recipes name, for machines that are not this one. */
export async function GET(): Promise<Response> {
  const reading = await readPage(readCaBundle)
  if (!reading.ok) return new Response(`${reading.message}\n`, { status: 503 })
  return new Response(reading.value, {
    headers: {
      'content-type': 'application/x-pem-file',
      'content-disposition': 'attachment; filename="rds-ca-bundle.pem"',
    },
  })
}
