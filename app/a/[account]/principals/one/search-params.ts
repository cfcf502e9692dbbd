import { z } from 'zod'

const schema = z.object({
  arn: z.string().min(1).max(2048).catch(''),
  tab: z.enum(['reach', 'policies', 'trust', 'activity']).catch('reach'),
  by: z.enum(['target', 'user', 'policy']).catch('target'),
  /** Every row, of hundreds. */
  rows: z.enum(['all']).nullable().catch(null),
})

export type OnePrincipalQuery = z.output<typeof schema>

/** What the address says; unreadable parts count as absent. */
export function parseOnePrincipalQuery(
  params: Record<string, string | string[] | undefined>,
): OnePrincipalQuery {
  return schema.parse(params)
}
