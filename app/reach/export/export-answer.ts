const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' }

/** The one of two files that was asked for; CSV where nothing was. */
export function exportAnswer(
  name: string,
  asked: string | undefined,
  files: { csv: () => string; json: () => unknown },
): Response {
  const format = asked === 'json' ? 'json' : 'csv'
  const body = format === 'csv' ? files.csv() : `${JSON.stringify(files.json(), null, 2)}\n`
  return new Response(body, {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="${name}.${format}"`,
      'cache-control': 'no-store',
    },
  })
}
