interface NameRules {
  isTooLong(name: string): boolean
  /** `63 bytes` */
  longest: string
  cut(name: string): string
  /** What the engine cannot keep, and its name. */
  forbidden: { letters: RegExp; words: string } | null
}

/** Control letters, and those that are not seen or turn what stands beside them around. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** The longest start of whole letters that is short enough. */
export function startOf(text: string, fits: (start: string) => boolean): string {
  let start = ''
  for (const letter of text) {
    if (!fits(start + letter)) break
    start += letter
  }
  return start
}

/** Why nobody should make a user of this name. One that exists is taken as it is. */
export function nameMistake(
  name: string,
  rules: NameRules,
): { text: string; suggestion: string | null } | null {
  const kept = rules.forbidden ? name.replaceAll(rules.forbidden.letters, '') : name
  const suggestion = rules.cut(kept.replaceAll(UNSEEN, '').trim()).trim() || null
  const mistake = (text: string) => ({ text, suggestion: suggestion === name ? null : suggestion })
  if (name === '') return mistake('A user needs a name.')
  if (name.includes('\0')) return mistake('No engine takes a name with the letter NUL in it.')
  if (name.search(UNSEEN) >= 0)
    return mistake('The name holds letters that are not seen, so that nobody could tell it from another.')
  if (name.trim() !== name) return mistake('The name begins or ends with a space.')
  if (kept !== name) return mistake(`The name holds ${rules.forbidden?.words}.`)
  if (rules.isTooLong(name)) return mistake(`The name is longer than ${rules.longest}.`)
  return null
}
