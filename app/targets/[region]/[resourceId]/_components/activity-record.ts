import type { listActivity } from '@/lib/services/list-activity'

export type ActivityRecord = Awaited<ReturnType<typeof listActivity>>['records'][number]
