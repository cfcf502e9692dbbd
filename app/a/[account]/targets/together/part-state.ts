import type { SwitchedNow } from '@/lib/services/targets/switches-now'

/** What is begun and not told of is neither: it is settled in Activity first. */
export const isLeft = ({ state }: SwitchedNow) => state === 'failed' || state === 'notTried'
export const isDone = ({ state }: SwitchedNow) => state === 'done'
