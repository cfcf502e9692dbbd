import 'server-only'
import { AppError } from '@/lib/errors'
import { appendEntries } from './audit-append'
import type { AuditEntry, AuditRecord } from './audit-entry'
import { transaction } from './transaction'

interface Waiting {
  entry: AuditEntry
  resolve(record: AuditRecord): void
  reject(error: unknown): void
}

const MOST_WAITING = 1_000
const GROUP = 100

// Routes and actions are separate bundles: one queue for all of them, so that a process appends on one connection.
const shared = globalThis as { gatehouseAppends?: { waiting: Waiting[]; draining: boolean } }

/**
 * Entries that wait at the same time are committed together: the lock and the disk are waited for once, not once each.
 * The chain keeps its one order, and each caller gets its own record.
 */
export function appendInGroup(entry: AuditEntry): Promise<AuditRecord> {
  shared.gatehouseAppends ??= { waiting: [], draining: false }
  const queue = shared.gatehouseAppends
  if (queue.waiting.length >= MOST_WAITING) return Promise.reject(busy())
  return new Promise((resolve, reject) => {
    queue.waiting.push({ entry, resolve, reject })
    if (!queue.draining) void drain(queue)
  })
}

async function drain(queue: { waiting: Waiting[]; draining: boolean }): Promise<void> {
  queue.draining = true
  while (queue.waiting.length > 0) {
    const group = queue.waiting.splice(0, GROUP)
    await append(group).catch(async (error: unknown) => {
      if (error instanceof AppError) {
        // What keeps one group out keeps those behind it out too: nobody waits to be told the same.
        for (const one of [...group, ...queue.waiting.splice(0)]) one.reject(error)
      } else {
        // One entry that cannot be written takes no other with it.
        for (const one of group) await append([one]).catch(one.reject)
      }
    })
  }
  queue.draining = false
}

async function append(group: Waiting[]): Promise<void> {
  const entries = group.map(({ entry }) => entry)
  const records = await transaction('begin', client => appendEntries(client, entries))
  for (const [index, record] of records.entries()) group[index]?.resolve(record)
}

function busy(): AppError {
  return new AppError(
    'unavailable',
    `This server is busy: ${MOST_WAITING} entries wait to be recorded, so nothing more is begun. Try again in a moment.`,
  )
}
