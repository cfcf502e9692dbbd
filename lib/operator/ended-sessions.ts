const kept = globalThis as typeof globalThis & { gatehouseEndedSessions?: Set<string> }
kept.gatehouseEndedSessions ??= new Set()

/** Ids of the sessions that were ended before their time, as far as this server knows. Only ever added to. */
export const endedSessions = kept.gatehouseEndedSessions
