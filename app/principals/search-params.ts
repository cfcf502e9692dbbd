import { z } from 'zod'

const one = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform(value => (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')))

export const GROUPS = ['people', 'workloads', 'iamUsers'] as const

const schema = z.object({
  q: one,
  group: one.transform(value => GROUPS.find(group => group === value) ?? null),
  page: one.transform(value => (/^[1-9]\d{0,5}$/.test(value) ? Number(value) : 1)),
})

export type PrincipalQuery = z.output<typeof schema>

export function parsePrincipalQuery(params: Record<string, string | string[] | undefined>): PrincipalQuery {
  return schema.parse(params)
}
