import { z } from 'zod'

const text = z.string().min(1).max(2048).nullable().default(null).catch(null)

const schema = z.object({ region: text, resourceId: text, user: text, as: text, q: text, endpoint: text })

export type TokenQuery = z.output<typeof schema>

/** What the address says; unreadable parts count as absent. */
export function parseTokenQuery(params: Record<string, string | string[] | undefined>): TokenQuery {
  return schema.parse(params)
}
