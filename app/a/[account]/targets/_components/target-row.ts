import type { listTargets } from '@/lib/services/targets/list-targets'

export type TargetReading = Awaited<ReturnType<typeof listTargets>>
export type TargetRow = TargetReading['rows'][number]
