/** What the address says of a choice; the form in the browser writes it, so nothing here parses with zod. */
export interface Choice {
  only: string[]
  without: string[]
}

/** In the place of a finding: none is chosen. */
const NONE = '-'

export function isChosenBy({ only, without }: Choice): (findingId: string) => boolean {
  return id => (only.length > 0 ? only.includes(id) : !without.includes(id))
}

/** The shortest address that says which of them are chosen. */
export function choiceQuery(all: readonly string[], chosen: ReadonlySet<string>): Choice {
  const without = all.filter(id => !chosen.has(id))
  if (without.length === all.length) return { only: all.length > 0 ? [NONE] : [], without: [] }
  return without.length <= chosen.size
    ? { only: [], without }
    : { only: all.filter(id => chosen.has(id)), without: [] }
}
