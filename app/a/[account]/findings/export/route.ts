import { coverageOf } from '@/app/_export/audit-zip'
import { asJson, exportAnswer } from '@/app/_export/export-file'
import { sealedJson } from '@/app/_export/sealed-json'
import { readPage } from '@/lib/actions/read-page'
import { exportFindings } from '@/lib/services/findings/export-findings'
import { findingFilter, parseFindingQuery } from '../search-params'
import { findingsCsv } from './findings-csv'
import { findingsSarif } from './findings-sarif'

/** The findings that the same address shows. */
export async function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams
  const query = parseFindingQuery(
    Object.fromEntries([...params.keys()].map(key => [key, params.getAll(key)])),
  )
  return exportAnswer(request, {
    name: 'findings',
    read: () =>
      readPage(context => exportFindings(context, { filter: findingFilter(query), sort: query.sort })),
    write: {
      csv: findingsCsv,
      json: ({ rules: _rules, ...found }) => asJson(sealedJson(found)),
      sarif: findingsSarif,
    },
    about: ({ asOf, caveats }) => ({ asOf, notRead: coverageOf(caveats) }),
  })
}
