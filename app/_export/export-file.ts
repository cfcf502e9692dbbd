import { create } from 'content-disposition'
import { sha256 } from '@/lib/access/model/digest'
import { type PageReading, readPage } from '@/lib/actions/read-page'
import { textFailure } from '@/lib/actions/route-answer'
import { accountIdOf } from '@/lib/services/account/account-id'
import { type About, type Asked, auditZip } from './audit-zip'

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  sarif: 'application/sarif+json; charset=utf-8',
  pem: 'application/x-pem-file',
  sql: 'application/sql; charset=utf-8',
  zip: 'application/zip',
}

export type ExportFormat = keyof typeof TYPES

type Body = string | Uint8Array<ArrayBuffer>

/** A name is never a path. */
const fileName = (name: string, format: ExportFormat) => `${name.replaceAll(/[/\\\p{Cc}]/gu, '_')}.${format}`

/**
 * RFC 6266 and 8187: a plain name, and the exact one beside it where that differs. RFC 9530: the file's SHA-256, for who keeps it.
 */
export function exportFile(name: string, format: ExportFormat, body: Body): Response {
  const file = fileName(name, format)
  return new Response(body, {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': create(file),
      'cache-control': 'no-store',
      'repr-digest': `sha-256=:${Buffer.from(sha256(body), 'hex').toString('base64')}:`,
    },
  })
}

interface Export<Value> {
  name: string | ((value: Value) => string)
  read: () => Promise<PageReading<Value>>
  /** The first is what is meant where none is named. */
  write: Partial<Record<Exclude<ExportFormat, 'zip'>, (value: Value) => string>>
  /** What stands beside the CSV for an auditor, who then asks for `zip`. */
  about?: (value: Value) => About
}

const readAsked = () =>
  readPage<Asked>(async ({ actor, now, account }) => {
    return { by: actor.name, at: now.toISOString(), account: await accountIdOf(account) }
  })

/** The file that `?format=` names; 400 for a name that is none of these or comes twice, before anything is read. */
export async function exportAnswer<Value>(
  request: Request,
  { name, read, write, about }: Export<Value>,
): Promise<Response> {
  const formats = [...Object.keys(write), ...(about ? ['zip'] : [])] as ExportFormat[]
  const asked = new URL(request.url).searchParams.getAll('format')
  const format = asked.length === 0 ? formats[0] : formats.find(one => one === asked[0])
  if (!format || asked.length > 1) {
    const message = `There is no such format. Ask once for ${formats.join(' or ')}.`
    return textFailure({ code: 'invalid', message, missingAction: null, unread: null })
  }
  const reading = await read()
  if (!reading.ok) return textFailure(reading)
  const file = typeof name === 'string' ? name : name(reading.value)
  if (format !== 'zip') return exportFile(file, format, write[format]?.(reading.value) ?? '')
  const who = await readAsked()
  if (!who.ok) return textFailure(who)
  const csv = write.csv?.(reading.value) ?? ''
  const beside = about?.(reading.value) ?? { asOf: null, notRead: [] }
  return exportFile(file, format, auditZip(fileName(file, 'csv'), csv, beside, who.value))
}

export const asJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
