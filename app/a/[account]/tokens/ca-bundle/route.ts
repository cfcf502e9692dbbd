import { exportAnswer } from '@/app/_export/export-file'
import { readPage } from '@/lib/actions/read-page'
import { readCaBundle } from '@/lib/services/tokens/read-ca-bundle'

/** The CA file that the recipes name, for machines that are not this one. */
export function GET(request: Request): Promise<Response> {
  return exportAnswer(request, {
    name: 'rds-ca-bundle',
    read: () => readPage(readCaBundle),
    write: { pem: bundle => bundle },
  })
}
