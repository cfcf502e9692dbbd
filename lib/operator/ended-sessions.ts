import { processState } from '@/lib/operator/process-state'

/** Ids of the sessions that were ended before their time, as far as this server knows. Only ever added to. */
export const endedSessions = processState('ended sessions', () => new Set<string>())
