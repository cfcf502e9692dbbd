/** The start that all names share, cut at a separator: `eng-payments`, `eng-search` → `eng-*`. Null when there is none. */
export function commonPattern(names: readonly string[]): string | null {
  const [first = '', ...others] = names
  let length = first.length
  for (const name of others) {
    let at = 0
    while (at < length && at < name.length && first[at] === name[at]) at++
    length = at
  }
  const shared = first.slice(0, length)
  const cut = Math.max(...['-', '_', '.', '/', '@'].map(separator => shared.lastIndexOf(separator)))
  return cut > 0 ? `${shared.slice(0, cut + 1)}*` : null
}
