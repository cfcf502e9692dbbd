import { z } from 'zod'

export const WAYS = ['sso', 'environment', 'role'] as const
export type Way = (typeof WAYS)[number]

const schema = z.object({
  way: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform(value => WAYS.find(way => way === value) ?? 'sso'),
})

export function parseWelcomeQuery(params: Record<string, string | string[] | undefined>) {
  return schema.parse(params)
}
