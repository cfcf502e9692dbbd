import { auditHash } from './audit-hash'
import { type AuditKey, checkSeal } from './audit-seal'

/** What the first entry points back to. */
export const CHAIN_START = '0'.repeat(64)

/** An entry as it is kept, in the database or in an export. */
export interface ChainEntry {
  id: number
  at: string
  previousHash: string
  hash: string
  seal: string | null
  entry: unknown
}

/** Where the log ended at some moment. A head written down by hand may lack its seal. */
export interface AuditHead {
  id: number
  hash: string
  seal?: string | null
}

export interface ChainQuestion {
  keys: readonly AuditKey[]
  /** Heads of earlier, each with who saw it: "this server", "the given head". */
  heads: readonly { head: AuditHead; seenBy: string }[]
  /** Entries from the middle of a log: what comes before the first of them is not asked. */
  segment?: boolean
}

export interface ChainFault {
  /** The first entry that was changed, or the number of the first that is missing. */
  id: number
  seenBy: 'chain' | 'key' | 'head'
  sentence: string
}

export interface ChainReport {
  /** The last entry that fits. */
  head: AuditHead
  firstId: number | null
  /** From before sealing: covered by the chain under the first sealed entry, not by a seal of their own. */
  unsealed: number
  /** Sealed with a key that we do not hold. */
  unchecked: number
  fault: ChainFault | null
}

/** Follows the chain up to its end, or to its first entry that does not fit. */
export async function walkChain(
  entries: AsyncIterable<ChainEntry>,
  question: ChainQuestion,
): Promise<ChainReport> {
  const report: ChainReport = {
    head: { id: 0, hash: CHAIN_START, seal: null },
    firstId: null,
    unsealed: 0,
    unchecked: 0,
    fault: null,
  }
  for await (const entry of entries) {
    if (report.firstId === null && question.segment)
      report.head = { id: entry.id - 1, hash: entry.previousHash, seal: null }
    const seal = entry.seal === null ? null : checkSeal(entry.seal, entry.hash, question.keys)
    report.fault = linkFault(entry, report) ?? sealFault(entry, seal, report) ?? headFault(entry, question)
    if (report.fault) return report
    report.firstId ??= entry.id
    report.head = { id: entry.id, hash: entry.hash, seal: entry.seal }
    if (seal === null) report.unsealed += 1
    if (seal === 'unknown') report.unchecked += 1
  }
  report.fault = endFault(report, question)
  return report
}

const chainFault = (id: number, sentence: string): ChainFault => ({ id, seenBy: 'chain', sentence })
const keyFault = (id: number, sentence: string): ChainFault => ({ id, seenBy: 'key', sentence })

function linkFault(
  { id, at, previousHash, hash, entry }: ChainEntry,
  { head }: ChainReport,
): ChainFault | null {
  const next = head.id + 1
  if (id !== next) return chainFault(next, `Entry ${next} is missing.`)
  if (hash !== auditHash({ id, at, previousHash, entry }))
    return chainFault(id, `Entry ${id} is not what was written: its hash is not that of its content.`)
  if (previousHash !== head.hash)
    return chainFault(id, `Entry ${id} does not continue the one before it: one of the two was replaced.`)
  return null
}

type SealCheck = ReturnType<typeof checkSeal> | null

function sealFault({ id }: ChainEntry, seal: SealCheck, { head }: ChainReport): ChainFault | null {
  if (seal === 'false')
    return keyFault(id, `Entry ${id} was not sealed by Gatehouse: it was replaced together with its hash.`)
  if (seal === null && head.seal) return keyFault(id, `Entry ${id} has lost its seal.`)
  return null
}

function headFault(entry: ChainEntry, { heads }: ChainQuestion): ChainFault | null {
  const seen = heads.find(({ head }) => head.id === entry.id && !isEntry(head, entry))
  if (!seen) return null
  const sentence = `Entry ${entry.id} is not the one that ${seen.seenBy} saw: it was replaced, or one before it.`
  return { id: entry.id, seenBy: 'head', sentence }
}

/** A seal that was noted must still be there; a head without one is compared by its hash. */
export function isEntry(
  head: AuditHead,
  { id, hash, seal }: Pick<ChainEntry, 'id' | 'hash' | 'seal'>,
): boolean {
  return head.id === id && head.hash === hash && (head.seal === undefined || head.seal === seal)
}

function endFault({ head, unsealed }: ChainReport, { heads }: ChainQuestion): ChainFault | null {
  const newest = heads.toSorted((a, b) => b.head.id - a.head.id)[0]
  if (newest && newest.head.id > head.id) {
    const sentence = `The log ends at entry ${head.id}, but ${newest.seenBy} saw it up to entry ${newest.head.id}: the newest were removed.`
    return { id: head.id + 1, seenBy: 'head', sentence }
  }
  if (unsealed > 0 && !head.seal) return keyFault(head.id, `Entry ${head.id}, the last, has no seal.`)
  return null
}
