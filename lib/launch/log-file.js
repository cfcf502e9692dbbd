// Where the dashboard's lines for machines go: whoever sits at the terminal reads sentences.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const MOST_BYTES = 10 * 1024 * 1024

/**
 * `dashboard.log` of the data folder, for its owner alone. A full one becomes `dashboard.log.1`, in place of the one before:
 * two files of this size are all that is ever kept. A folder that cannot be written stops no server.
 * @param {string} dataDir
 * @param {number} [mostBytes]
 * @returns {(text: string) => void}
 */
export function logTo(dataDir, mostBytes = MOST_BYTES) {
  const file = logFile(dataDir)
  return text => {
    try {
      mkdirSync(dataDir, { recursive: true })
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
      if (size > 0 && size + Buffer.byteLength(text) > mostBytes) renameSync(file, `${file}.1`)
      appendFileSync(file, text, { mode: 0o600 })
    } catch {
      process.stderr.write(text)
    }
  }
}

/** @param {string} dataDir */
export const logFile = dataDir => join(dataDir, 'dashboard.log')
