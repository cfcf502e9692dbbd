import { z } from 'zod'
import { AppError } from '@/lib/errors'
import type { AuditHead, ChainEntry } from './audit-chain'
import type { AuditRecord } from './audit-entry'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const head = z.object({ id: z.number().int(), hash, seal: z.string().nullable().optional() })
const place = { id: z.number().int(), at: z.string(), previousHash: hash, hash, seal: z.string().nullable() }
const file = z.object({ filter: z.string().nullable(), entries: z.array(z.looseObject(place)) })

/** The entries of a JSON export of Activity, oldest first, as they were written. */
export function entriesOfExport(text: string): ChainEntry[] {
  const parsed = file.safeParse(parseJson(text))
  if (!parsed.success)
    throw new AppError(
      'invalid',
      'This file is not a JSON export of Activity, or one of an older Gatehouse without seals. Export it again.',
    )
  const { filter, entries } = parsed.data
  if (filter !== null)
    throw new AppError(
      'invalid',
      `This export was made under a filter (${filter}), so entries are missing between others and the chain cannot be followed. Export again without a filter; a span of days is fine. Where several accounts share the records, check their database itself: no account's export holds the entries of another.`,
    )
  return entries.map(chainEntryOf).reverse()
}

function chainEntryOf({
  id,
  at,
  previousHash,
  hash,
  seal,
  ...entry
}: Pick<AuditRecord, 'id' | 'at' | 'previousHash' | 'hash' | 'seal'>): ChainEntry {
  return { id, at, previousHash, hash, seal, entry }
}

/** A head as somebody kept it: `id:hash`, the exported head, or a line of the server's log that tells one. */
export function headOf(text: string): AuditHead {
  const [, id, written] = /^(\d+):([0-9a-f]{64})$/.exec(text.trim()) ?? []
  if (id !== undefined && written !== undefined) return { id: Number(id), hash: written }
  const json = parseJson(text)
  const parsed = z.union([head, z.object({ auditHead: head }), z.object({ head })]).safeParse(json)
  if (!parsed.success)
    throw new AppError(
      'invalid',
      'The head cannot be read. Give it as "number:hash", or as a file with an exported head or a line of the log that holds "auditHead".',
    )
  const { data } = parsed
  const found = 'auditHead' in data ? data.auditHead : 'head' in data ? data.head : data
  return { id: found.id, hash: found.hash, ...(found.seal === undefined ? {} : { seal: found.seal }) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
