import 'server-only'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { settings } from '@/lib/config/env'
import { log } from '@/lib/log/log'
import type { AuditHead } from './audit-chain'

/**
 * The last entry that this server saw, noted outside the database: a log that was cut, emptied or replaced no longer
 * holds it. One note per database, so that a change of DATABASE_URL is not taken for one of the log.
 */
export function readAnchor(): AuditHead | null {
  const file = anchorFile()
  try {
    const { id, hash, seal } = JSON.parse(readFileSync(file, 'utf8')) as Required<AuditHead>
    return { id, hash, seal }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') log.warn({ err: error, file }, 'no anchor read')
    return null
  }
}

/** Never stops what was recorded: an older note is still a true one. */
export function writeAnchor({ id, hash, seal }: AuditHead): void {
  const file = anchorFile()
  try {
    mkdirSync(settings().dataDirectory, { recursive: true })
    writeFileSync(`${file}.${process.pid}`, `${JSON.stringify({ id, hash, seal })}\n`, { mode: 0o600 })
    renameSync(`${file}.${process.pid}`, file)
  } catch (error) {
    log.warn({ err: error, file }, 'the head of the audit log could not be noted')
  }
}

export function anchorFile(): string {
  const { databaseUrl, dataDirectory } = settings()
  return join(
    /* turbopackIgnore: true */ dataDirectory,
    databaseUrl === null ? 'audit.head' : `audit-${nameOf(databaseUrl)}.head`,
  )
}

/** By where it is, not by who signs in: a new password is not a new log. */
function nameOf(databaseUrl: string): string {
  const { host, port, database } = new pg.Client({ connectionString: databaseUrl })
  return createHash('sha256')
    .update(JSON.stringify([host, port, database]))
    .digest('hex')
    .slice(0, 12)
}
