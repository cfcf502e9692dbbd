import { readPage } from '@/lib/actions/read-page'
import { exportFindings, type FindingsExport } from '@/lib/services/export-findings'
import { findingFilter, parseFindingQuery } from '../search-params'
import { findingsCsv } from './findings-csv'
import { findingsSarif } from './findings-sarif'

const FORMATS: Record<string, { type: string; file: string; write: (found: FindingsExport) => string }> = {
  csv: { type: 'text/csv; charset=utf-8', file: 'findings.csv', write: findingsCsv },
  json: {
    type: 'application/json; charset=utf-8',
    file: 'findings.json',
    write: ({ rules: _rules, ...found }) => `${JSON.stringify(found, null, 2)}\n`,
  },
  sarif: { type: 'application/sarif+json; charset=utf-8', file: 'findings.sarif', write: findingsSarif },
}

/** The findings that the same address shows. */
export async function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams
  const query = parseFindingQuery(
    Object.fromEntries([...params.keys()].map(key => [key, params.getAll(key)])),
  )
  const format = FORMATS[params.get('format') ?? 'csv']
  if (!format) return new Response('The format is csv, json or sarif.', { status: 400 })
  const reading = await readPage(operator =>
    exportFindings(operator, { filter: findingFilter(query), sort: query.sort }),
  )
  if (!reading.ok) return new Response(reading.message, { status: 503 })
  return new Response(format.write(reading.value), {
    headers: {
      'content-type': format.type,
      'content-disposition': `attachment; filename="${format.file}"`,
      'cache-control': 'no-store',
    },
  })
}
