import { create } from 'content-disposition'
import type { PageReading } from '@/lib/actions/read-page'
import { textFailure } from '@/lib/actions/route-answer'

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  sarif: 'application/sarif+json; charset=utf-8',
  pem: 'application/x-pem-file',
  sql: 'application/sql; charset=utf-8',
}

export type ExportFormat = keyof typeof TYPES

/** RFC 6266 and 8187: a plain name, and the exact one beside it where that differs. A name is never a path. */
export function exportFile(name: string, format: ExportFormat, body: string): Response {
  const file = `${name.replaceAll(/[/\\\p{Cc}]/gu, '_')}.${format}`
  return new Response(body, {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': create(file),
      'cache-control': 'no-store',
    },
  })
}

interface Export<Value> {
  name: string | ((value: Value) => string)
  read: () => Promise<PageReading<Value>>
  /** The first is what is meant where none is named. */
  write: Partial<Record<ExportFormat, (value: Value) => string>>
}

/** The file that `?format=` names; 400 for a name that is none of these or comes twice, before anything is read. */
export async function exportAnswer<Value>(
  request: Request,
  { name, read, write }: Export<Value>,
): Promise<Response> {
  const formats = Object.keys(write) as ExportFormat[]
  const asked = new URL(request.url).searchParams.getAll('format')
  const format = asked.length === 0 ? formats[0] : formats.find(one => one === asked[0])
  const writer = format && write[format]
  if (!writer || asked.length > 1) {
    const message = `There is no such format. Ask once for ${formats.join(' or ')}.`
    return textFailure({ code: 'invalid', message, missingAction: null, unread: null })
  }
  const reading = await read()
  if (!reading.ok) return textFailure(reading)
  const file = typeof name === 'string' ? name : name(reading.value)
  return exportFile(file, format, writer(reading.value))
}

export const asJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
