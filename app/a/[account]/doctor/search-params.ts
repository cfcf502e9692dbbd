import { z } from 'zod'

const text = z.string().min(1).max(2048).nullable().default(null).catch(null)

/** What was pasted has no place here: it is in no address. */
const schema = z.object({ region: text, resourceId: text, user: text, as: text })

export type DoctorQuery = z.output<typeof schema>

/** What the address says; unreadable parts count as absent. */
export function parseDoctorQuery(params: Record<string, string | string[] | undefined>): DoctorQuery {
  return schema.parse(params)
}
