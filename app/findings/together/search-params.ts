import { z } from 'zod'

const many = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform(value => (value === undefined ? [] : Array.isArray(value) ? value : [value]))
const one = many.transform(values => values[0] || null)

/** `only` names the chosen findings, `without` the others, whichever is shorter; neither: all. */
const schema = z.object({ kind: one, fix: one, only: many, without: many })

export type TogetherQuery = z.output<typeof schema>

export function parseTogetherQuery(params: Record<string, string | string[] | undefined>): TogetherQuery {
  return schema.parse(params)
}

/** In the place of a finding: none is chosen. */
const NONE = '-'

export function isChosenBy({ only, without }: TogetherQuery): (findingId: string) => boolean {
  return id => (only.length > 0 ? only.includes(id) : !without.includes(id))
}

/** The shortest address that says which of them are chosen. */
export function choiceQuery(
  all: readonly string[],
  chosen: ReadonlySet<string>,
): Pick<TogetherQuery, 'only' | 'without'> {
  const without = all.filter(id => !chosen.has(id))
  if (without.length === all.length) return { only: all.length > 0 ? [NONE] : [], without: [] }
  return without.length <= chosen.size
    ? { only: [], without }
    : { only: all.filter(id => chosen.has(id)), without: [] }
}
