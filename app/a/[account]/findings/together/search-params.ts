import { z } from 'zod'
import { HOME } from '@/lib/account-name'

const many = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform(value => (value === undefined ? [] : Array.isArray(value) ? value : [value]))
const one = many.transform(values => values[0] || null)

/** `only` names the chosen findings, `without` the others, whichever is shorter; neither: all. */
const schema = z.object({
  account: one.transform(value => value ?? HOME),
  kind: one,
  fix: one,
  only: many,
  without: many,
})

export type TogetherQuery = z.output<typeof schema>

export function parseTogetherQuery(params: Record<string, string | string[] | undefined>): TogetherQuery {
  return schema.parse(params)
}
