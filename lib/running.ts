interface Running {
  what: string | null
  /** Told when the server stops: it runs as long as the server does. */
  stop?: () => Promise<void>
}

// Routes, actions and instrumentation are separate bundles, and the launcher's guard none of them: they share the global object.
const shared = globalThis as typeof globalThis & { gatehouseRunning?: Set<Running> }

function running(): Set<Running> {
  shared.gatehouseRunning ??= new Set()
  return shared.gatehouseRunning
}

/** Work that a server which was told to stop lets end. `what` is a noun: "waiting for 1 running change". */
export async function whileRunning<T>(what: string, work: () => Promise<T>): Promise<T> {
  const one = { what }
  running().add(one)
  try {
    return await work()
  } finally {
    running().delete(one)
  }
}

/** Work without an end: a server that was told to stop ends it first, and waits for that. Answers how to end it earlier. */
export function untilStopped(what: string, end: () => Promise<void>): () => Promise<void> {
  let ending: Promise<void> | null = null
  const one = {
    what: null,
    stop: () => {
      running().delete(one)
      ending ??= whileRunning(what, end)
      return ending
    },
  }
  running().add(one)
  return one.stop
}
