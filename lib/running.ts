// Routes, actions and instrumentation are separate bundles, and the launcher's guard none of them: they share the global object.
const shared = globalThis as typeof globalThis & { gatehouseRunning?: Set<{ what: string }> }

/** Work that a server which was told to stop lets end. `what` is a noun: "waiting for 1 running change". */
export async function whileRunning<T>(what: string, work: () => Promise<T>): Promise<T> {
  shared.gatehouseRunning ??= new Set()
  const running = shared.gatehouseRunning
  const one = { what }
  running.add(one)
  try {
    return await work()
  } finally {
    running.delete(one)
  }
}
