import { type JsonNode, readJson } from '@/lib/iam/index'

export type ListElement = 'Resource' | 'NotResource' | 'Action' | 'NotAction'

/** One small change of a policy text. Statements and entries are counted from 0, as the engine counts them. */
export type DocumentEdit =
  | { kind: 'setVersion'; version: string }
  | { kind: 'replaceEntry'; statement: number; element: ListElement; entry: string; by: string[] }
  | { kind: 'removeEntry'; statement: number; element: ListElement; entry: string }
  | { kind: 'addEntry'; statement: number; element: ListElement; entry: string }
  | { kind: 'removeMember'; statement: number; member: string }
  | { kind: 'removeStatement'; statement: number }

/**
 * The text after the edits, everything else spelled and laid out as before. `empty`: no statement would be left.
 * Null where the text cannot be edited safely.
 */
export function editDocument(text: string, edits: readonly DocumentEdit[]): string | 'empty' | null {
  const gone = new Set(edits.flatMap(edit => (edit.kind === 'removeStatement' ? [edit.statement] : [])))
  const first = edits.filter(edit => edit.kind !== 'removeStatement')
  let edited: string | null = text
  for (const edit of first) edited = edited === null ? null : applyOne(edited, edit)
  for (const statement of [...gone].sort((a, b) => b - a)) {
    if (edited === null) return null
    const list = memberOf(readEditable(edited), 'Statement')
    if (!list) return null
    if ((itemsOf(list)?.length ?? 1) <= 1) return 'empty'
    edited = removeItem(edited, list, statement)
  }
  return edited
}

function applyOne(text: string, edit: DocumentEdit): string | null {
  const root = readEditable(text)
  if (!root) return null
  if (edit.kind === 'setVersion') return setVersion(text, root, edit.version)
  const statement = statementOf(root, edit.statement)
  if (!statement) return null
  if (edit.kind === 'removeMember') return removeMember(text, statement, edit.member)
  if (edit.kind === 'removeStatement') return null
  const list = memberOf(statement, edit.element)
  if (!list) return null
  if (edit.kind === 'addEntry') return addEntry(text, list, edit.entry)
  const entries = itemsOf(list) ?? [list]
  const at = entries.findIndex(each => stringOf(each) === edit.entry)
  const place = at < 0 ? undefined : entries[at]
  if (!place) return null
  if (edit.kind === 'replaceEntry') {
    const others = entries.filter(each => each !== place).map(stringOf)
    // What the list has already is not written into it a second time.
    const fresh = [...new Set(edit.by)].filter(each => !others.includes(each))
    return fresh.length > 0 ? replaceEntry(text, list, place, fresh) : removeItem(text, list, at)
  }
  return entries.length > 1 ? removeItem(text, list, at) : null
}

/** Null for what is no JSON, and where a name is given twice: readers disagree on which counts. */
function readEditable(text: string): JsonNode | null {
  const reading = readJson(text)
  return reading.ok && !hasDuplicates(reading.root) ? reading.root : null
}

function hasDuplicates(node: JsonNode): boolean {
  if (node.type === 'array') return node.items.some(hasDuplicates)
  if (node.type !== 'object') return false
  return node.duplicates.length > 0 || node.members.some(({ value }) => hasDuplicates(value))
}

const itemsOf = (node: JsonNode) => (node.type === 'array' ? node.items : null)
const membersOf = (node: JsonNode | null) => (node?.type === 'object' ? node.members : [])
const stringOf = (node: JsonNode) => (node.type === 'string' ? node.value : null)

function memberOf(node: JsonNode | null, name: string): JsonNode | null {
  return membersOf(node).find(member => member.name === name)?.value ?? null
}

function statementOf(root: JsonNode, index: number): JsonNode | null {
  const list = memberOf(root, 'Statement')
  const items = list && itemsOf(list)
  return (items ? items[index] : index === 0 ? list : null) ?? null
}

const splice = (text: string, from: number, to: number, by: string) =>
  text.slice(0, from) + by + text.slice(to)

function setVersion(text: string, root: JsonNode, version: string): string {
  const known = memberOf(root, 'Version')
  if (known) return splice(text, known.from, known.to, JSON.stringify(version))
  const [first] = membersOf(root)
  if (!first) return text
  const gap = text.slice(root.from + 1, first.from)
  return splice(text, first.from, first.from, `"Version": ${JSON.stringify(version)},${gap}`)
}

/** What stands between two entries, so that a new one lines up with them. */
function gapIn(text: string, list: JsonNode): string {
  const [first, second] = itemsOf(list) ?? []
  return first && second ? text.slice(first.to, second.from) : ', '
}

function replaceEntry(text: string, list: JsonNode, place: JsonNode, by: string[]): string {
  const written = by.map(entry => JSON.stringify(entry))
  if (itemsOf(list) || written.length === 1)
    return splice(text, place.from, place.to, written.join(gapIn(text, list)))
  return splice(text, place.from, place.to, listText(text, place.from, written))
}

/** A new list: one entry a line where the text has lines, indented one step from the line it begins on. */
function listText(text: string, at: number, written: string[]): string {
  if (!text.includes('\n')) return `[${written.join(', ')}]`
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', at) + 1))?.[0] ?? ''
  return `[\n${written.map(entry => `${indent}  ${entry}`).join(',\n')}\n${indent}]`
}

function addEntry(text: string, list: JsonNode, entry: string): string {
  const added = JSON.stringify(entry)
  const items = itemsOf(list)
  if (!items) return splice(text, list.from, list.to, `[${text.slice(list.from, list.to)}, ${added}]`)
  const last = items.at(-1)
  return last
    ? splice(text, last.to, last.to, gapIn(text, list) + added)
    : splice(text, list.from + 1, list.from + 1, added)
}

/** With the comma before it, or after it when it is the first. */
function removeItem(text: string, list: JsonNode, at: number): string | null {
  return removeOne(text, itemsOf(list) ?? [], at)
}

function removeMember(text: string, statement: JsonNode, name: string): string | null {
  const members = membersOf(statement)
  const at = members.findIndex(member => member.name === name)
  const spans = members.map(({ from, value }) => ({ from, to: value.to }))
  return removeOne(text, spans, at)
}

function removeOne(text: string, spans: readonly { from: number; to: number }[], at: number): string | null {
  const span = spans[at]
  if (!span || spans.length < 2) return null
  const before = spans[at - 1]
  const after = spans[at + 1]
  if (before) return splice(text, before.to, span.to, '')
  return after ? splice(text, span.from, after.from, '') : null
}
