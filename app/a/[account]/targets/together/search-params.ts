import { z } from 'zod'
import { routes } from '@/lib/routes'
import { parseTargetQuery, type TargetQuery, targetQuery } from '../search-params'

const many = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform(value => (value === undefined ? [] : Array.isArray(value) ? value : [value]))

const schema = z.object({
  turn: z.enum(['on', 'off']).catch('on'),
  /** Null: as each of the targets by itself would begin. */
  when: z.enum(['now', 'window']).nullable().catch(null),
  only: many,
  without: many,
  /** Of a switch of several instead of the list: hundreds of ids are too long for an address. */
  change: z.uuid().nullable().catch(null),
  part: z.enum(['done', 'left']).catch('left'),
})

/** A filter of the list, and which of it are chosen. */
export type TogetherQuery = z.output<typeof schema> & { filter: TargetQuery }

export function parseTogetherQuery(params: Record<string, string | string[] | undefined>): TogetherQuery {
  return { ...schema.parse(params), filter: parseTargetQuery(params) }
}

export function togetherHref({ filter, ...query }: TogetherQuery) {
  const { open: _open, sort: _sort, dir: _dir, ...filters } = targetQuery(filter)
  return routes.switchTogether(filter.account, {
    ...filters,
    ...query,
    part: query.change && query.part,
  })
}
