import 'server-only'
import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { settings } from '@/lib/config/env'
import { AppError } from '@/lib/errors'
import { type AuditKey, auditKeyOf, SHORTEST_KEY } from './audit-seal'

const kept = globalThis as { gatehouseAuditKeys?: { from: string; keys: AuditKey[] } }

/** The first one seals; further ones are only known: what the file's key sealed before a setting took over. */
export function auditKeys(): AuditKey[] {
  const { auditKey, dataDirectory } = settings()
  const from = JSON.stringify([auditKey, dataDirectory])
  if (kept.gatehouseAuditKeys?.from !== from) {
    kept.gatehouseAuditKeys = { from, keys: readKeys(auditKey, dataDirectory) }
  }
  return kept.gatehouseAuditKeys.keys
}

function readKeys(setting: string | null, dataDirectory: string): AuditKey[] {
  const file = join(/* turbopackIgnore: true */ dataDirectory, 'audit.key')
  if (setting === null) return [auditKeyOf(readText(file) ?? makeKey(file, dataDirectory))]
  const older = readText(file)
  return [auditKeyOf(setting), ...(older === null ? [] : [auditKeyOf(older)])]
}

function readText(file: string): string | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw unusable(file, error)
  }
  if (text.length < SHORTEST_KEY) throw unusable(file, new Error('It is too short to be a key.'))
  return text
}

/** Whole or not at all, and only once: of two servers that start together, both read the file of the first. */
function makeKey(file: string, dataDirectory: string): string {
  const draft = `${file}.${process.pid}`
  try {
    mkdirSync(dataDirectory, { recursive: true })
    writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 })
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unusable(file, error)
  } finally {
    rmSync(draft, { force: true })
  }
  return readText(file) ?? makeKey(file, dataDirectory)
}

function unusable(file: string, cause: unknown): AppError {
  return new AppError(
    'unavailable',
    `The key that seals the audit log cannot be read or made at ${file}, so nothing can be recorded. Make its folder writable, or set GATEHOUSE_AUDIT_KEY.`,
    { cause },
  )
}
