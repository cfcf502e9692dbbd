import type { listActivity } from '@/lib/services/activity/list-activity'

export type ActivityRecord = Awaited<ReturnType<typeof listActivity>>['records'][number]
