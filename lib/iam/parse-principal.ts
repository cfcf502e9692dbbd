import type { StatementPrincipal } from './document'
import type { JsonMember } from './read-json'
import type { Report } from './report'

const TYPES = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser'])

export function parsePrincipal(
  positive: JsonMember | undefined,
  negative: JsonMember | undefined,
  spoil: Report,
): StatementPrincipal | null {
  if (positive !== undefined && negative !== undefined) {
    spoil('NotPrincipal', 'A statement has Principal or NotPrincipal, not both.', negative.line)
    return null
  }
  const member = positive ?? negative
  if (member === undefined) return null
  const path = positive === undefined ? 'NotPrincipal' : 'Principal'
  const principal: StatementPrincipal = { not: positive === undefined, entries: [], line: member.line }
  const { value } = member
  if (value.type === 'string' && value.value === '*') {
    principal.entries.push({ type: '*', value: '*', line: value.line })
    return principal
  }
  if (value.type !== 'object') {
    spoil(path, `${path} is "*" or an object such as {"AWS": …}.`, member.line)
    return null
  }
  for (const twice of value.duplicates)
    spoil(`${path}.${twice.name}`, `"${twice.name}" is given twice.`, twice.line)
  for (const type of value.members) {
    if (!TYPES.has(type.name)) {
      spoil(`${path}.${type.name}`, `"${type.name}" is not a kind of principal.`, type.line)
      continue
    }
    const items = type.value.type === 'array' ? type.value.items : [type.value]
    for (const item of items) {
      if (item.type === 'string')
        principal.entries.push({ type: type.name, value: item.value, line: item.line })
      else spoil(`${path}.${type.name}`, 'A principal is a string.', item.line)
    }
  }
  return principal
}
