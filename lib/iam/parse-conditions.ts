import type { StatementCondition } from './document'
import type { JsonMember, JsonNode } from './read-json'
import type { Report } from './report'

/** A flat list of operator, key and values, in the order of the text; null when something could not be read. */
export function parseConditions(member: JsonMember, spoil: Report): StatementCondition[] | null {
  if (member.value.type !== 'object') {
    spoil('Condition', 'Condition is an object of operators.', member.line)
    return null
  }
  const conditions: StatementCondition[] = []
  let readable = true
  const fail: Report = (path, message, line) => {
    readable = false
    spoil(path, message, line)
  }
  for (const twice of member.value.duplicates) {
    fail(`Condition.${twice.name}`, `The operator "${twice.name}" is given twice.`, twice.line)
  }
  for (const operator of member.value.members) {
    const path = `Condition.${operator.name}`
    if (operator.value.type !== 'object') {
      fail(path, 'An operator holds an object of keys and values.', operator.line)
      continue
    }
    for (const twice of operator.value.duplicates) {
      fail(`${path}.${twice.name}`, `The key "${twice.name}" is given twice under one operator.`, twice.line)
    }
    for (const key of operator.value.members) {
      const values = readValues(key.value)
      if (values === null || values.length === 0) {
        fail(`${path}.${key.name}`, 'A condition value is a string or a list of strings.', key.line)
      } else conditions.push({ operator: operator.name, key: key.name, values, line: key.line })
    }
  }
  return readable ? conditions : null
}

/** IAM takes bare numbers and booleans as their text. */
function readValues(node: JsonNode): string[] | null {
  const items = node.type === 'array' ? node.items : [node]
  const values: string[] = []
  for (const item of items) {
    if (item.type === 'object' || item.type === 'array' || item.type === 'null') return null
    values.push(item.value)
  }
  return values
}
