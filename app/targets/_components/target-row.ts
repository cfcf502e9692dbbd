import type { listTargets } from '@/lib/services/list-targets'

export type TargetReading = Awaited<ReturnType<typeof listTargets>>
export type TargetRow = TargetReading['rows'][number]
