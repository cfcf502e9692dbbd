/** What the address says of which targets are chosen; the list in the browser writes it, so nothing here parses with zod. */
interface Choice {
  only: string[]
  without: string[]
}

/** `us-east-1/db-…` of those chosen: by name, or all of the filter but some, whichever is shorter. */
export function targetChoice(
  shown: readonly string[],
  chosen: ReadonlySet<string>,
  filter: Record<string, string | string[] | null>,
): Record<string, string | string[] | null> {
  const without = shown.filter(key => !chosen.has(key))
  const isWithin = shown.length - without.length === chosen.size
  if (!isWithin || chosen.size < without.length) return { only: [...chosen] }
  const { open: _open, sort: _sort, dir: _dir, ...filters } = filter
  return { ...filters, without }
}

export function isChosenBy({ only, without }: Choice): (key: string) => boolean {
  return key => (only.length > 0 ? only.includes(key) : !without.includes(key))
}
