import 'server-only'

// Actions of different routes are separate bundles: what must be one per process lives here.
const shared = globalThis as typeof globalThis & { gatehouseWriters?: Map<string, Promise<unknown>> }

/** Runs the work when no earlier work on any of these keys is left. Across processes the digest catches what this cannot. */
export async function withWriteLock<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
  shared.gatehouseWriters ??= new Map()
  const queues = shared.gatehouseWriters
  const earlier = keys.map(key => queues.get(key))
  const running = Promise.allSettled(earlier).then(work)
  for (const key of keys) queues.set(key, running)
  try {
    return await running
  } finally {
    for (const key of keys) if (queues.get(key) === running) queues.delete(key)
  }
}
