import type { PatternList, Statement } from './document'
import { parseConditions } from './parse-conditions'
import { parsePrincipal } from './parse-principal'
import type { JsonMember, JsonNode, JsonObject } from './read-json'
import type { Report } from './report'

const ELEMENTS = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
])

export function parseStatement(node: JsonNode, index: number, path: string, report: Report): Statement {
  const statement: Statement = {
    index,
    sid: null,
    effect: null,
    action: null,
    resource: null,
    principal: null,
    condition: [],
    lines: { from: node.line, to: node.endLine },
    unreadable: [],
  }
  const spoil: Report = (place, message, line) => {
    statement.unreadable.push(message)
    report(place === '' ? path : `${path}.${place}`, message, line)
  }
  if (node.type !== 'object') {
    spoil('', 'A statement is a JSON object.', node.line)
    return statement
  }
  for (const member of node.members) {
    if (!ELEMENTS.has(member.name)) {
      spoil(member.name, `"${member.name}" is not an element of a statement.`, member.line)
    }
  }
  for (const member of node.duplicates) spoil(member.name, `"${member.name}" is given twice.`, member.line)
  fill(statement, node, spoil)
  return statement
}

function fill(statement: Statement, node: JsonObject, spoil: Report): void {
  const once = (name: string) => {
    if (node.duplicates.some(member => member.name === name)) return undefined
    return node.members.find(member => member.name === name)
  }
  const sid = once('Sid')
  if (sid?.value.type === 'string') statement.sid = sid.value.value
  else if (sid !== undefined) spoil('Sid', 'Sid is a string.', sid.line)
  const effect = once('Effect')
  if (effect === undefined) {
    if (!node.duplicates.some(member => member.name === 'Effect')) {
      spoil('Effect', 'The statement has no Effect.', node.line)
    }
  } else if (effect.value.type === 'string' && isEffect(effect.value.value)) {
    statement.effect = effect.value.value
  } else spoil('Effect', 'Effect is "Allow" or "Deny", spelled so.', effect.line)
  statement.action = oneOf(once('Action'), once('NotAction'), 'Action', spoil)
  statement.resource = oneOf(once('Resource'), once('NotResource'), 'Resource', spoil)
  statement.principal = parsePrincipal(once('Principal'), once('NotPrincipal'), spoil)
  const condition = once('Condition')
  if (condition !== undefined) statement.condition = parseConditions(condition, spoil)
}

function isEffect(value: string): value is 'Allow' | 'Deny' {
  return value === 'Allow' || value === 'Deny'
}

function oneOf(
  positive: JsonMember | undefined,
  negative: JsonMember | undefined,
  name: string,
  spoil: Report,
): PatternList | null {
  if (positive !== undefined && negative !== undefined) {
    spoil(`Not${name}`, `A statement has ${name} or Not${name}, not both.`, negative.line)
    return null
  }
  const member = positive ?? negative
  if (member === undefined) return null
  const path = positive === undefined ? `Not${name}` : name
  const items = member.value.type === 'array' ? member.value.items : [member.value]
  const list: PatternList = { not: positive === undefined, patterns: [], patternLines: [], line: member.line }
  for (const item of items) {
    if (item.type !== 'string') {
      spoil(path, `${path} is a string or a list of strings.`, item.line)
      return null
    }
    list.patterns.push(item.value)
    list.patternLines.push(item.line)
  }
  if (items.length > 0) return list
  spoil(path, `${path} lists nothing.`, member.line)
  return null
}
