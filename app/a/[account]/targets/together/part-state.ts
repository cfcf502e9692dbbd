import type { SwitchedNow } from '@/lib/services/targets/switches-now'

/** What is begun and not told of is neither: it is settled in Activity first. */
export const isLeft = ({ state }: SwitchedNow) => state === 'failed' || state === 'notTried'
/** RDS has taken it, whether it still works on it or not: there is a way back of it. */
export const isTaken = ({ state }: SwitchedNow) => state === 'done' || state === 'applying'
export const isApplying = ({ state }: SwitchedNow) => state === 'applying'
