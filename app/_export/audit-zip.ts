import { strToU8, zipSync } from 'fflate'
import type { Caveat } from '@/lib/access/model/caveat'
import { sha256 } from '@/lib/access/model/digest'

/** What stands beside a file for an auditor: a CSV has no place for it that every program would pass over. */
export interface About {
  /** ISO; null: of no single reading. */
  asOf: string | null
  /** What was not read whole, or is not certain; empty: nothing. */
  notRead: readonly unknown[]
  /** What else leaves something out, in words. */
  leftOut?: string | null
}

export interface Asked {
  by: string
  at: string
  account: string | null
}

export const coverageOf = (caveats: readonly Caveat[]): About['notRead'] =>
  caveats.map(({ subject, message, at, whose }) => ({ subject, message, at, ...(whose ? { whose } : {}) }))

/**
 * The CSV as it is, `about.json`, and `SHA256SUMS` of both in the form that `shasum -c` and `sha256sum -c` read. It shows a later
 * change, it proves no author.
 */
export function auditZip(file: string, csv: string, about: About, asked: Asked): Uint8Array<ArrayBuffer> {
  const text = `${JSON.stringify({ file, asked, ...about, check: 'shasum -a 256 -c SHA256SUMS' }, null, 2)}\n`
  const sums = `${sha256(csv)}  ${file}\n${sha256(text)}  about.json\n`
  const files = { [file]: strToU8(csv), 'about.json': strToU8(text), SHA256SUMS: strToU8(sums) }
  return new Uint8Array(zipSync(files, { mtime: asked.at }))
}
