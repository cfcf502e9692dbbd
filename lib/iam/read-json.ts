import { hasLineBreaks } from './display-text'

interface At {
  line: number
  endLine: number
  /** Offsets in the text, so that one value can be changed and the rest left as it was. */
  from: number
  to: number
}
export interface JsonMember {
  name: string
  line: number
  from: number
  value: JsonNode
}
export type JsonObject = At & { type: 'object'; members: JsonMember[]; duplicates: JsonMember[] }
export type JsonArray = At & { type: 'array'; items: JsonNode[] }
/** A number keeps its own spelling. */
export type JsonScalar = At & { type: 'string' | 'number' | 'boolean' | 'null'; value: string }
export type JsonNode = JsonObject | JsonArray | JsonScalar

export type JsonReading = { ok: true; root: JsonNode } | { ok: false; message: string; line: number }

const DEEPEST = 64
/** Up to so many members a look through the list is quicker than a set. */
const FEW = 12

class JsonFault extends Error {}

/** Reads strict JSON, keeping line and place of everything, duplicate names and number spellings. Never throws. */
export function readJson(text: string): JsonReading {
  const reader = new JsonReader(text)
  try {
    return { ok: true, root: reader.readAll() }
  } catch (fault) {
    if (fault instanceof JsonFault) return { ok: false, message: fault.message, line: reader.line }
    throw fault
  }
}

class JsonReader {
  line = 1
  #at = 0
  readonly #text: string
  /** A text on one line is shown pretty-printed: lines are then counted as the printer breaks them. */
  readonly #printed: boolean

  constructor(text: string) {
    this.#text = text
    this.#printed = !hasLineBreaks(text)
  }

  readAll(): JsonNode {
    this.#blank()
    if (this.#at >= this.#text.length) throw new JsonFault('The document is empty.')
    const root = this.#value(0)
    this.#blank()
    if (this.#at < this.#text.length) throw new JsonFault(`Unexpected ${this.#here()} after the document.`)
    return root
  }

  #value(depth: number): JsonNode {
    if (depth > DEEPEST) throw new JsonFault(`Nested more than ${DEEPEST} levels deep.`)
    const from = this.#at
    const code = this.#text.charCodeAt(from)
    if (code === 0x22) return this.#scalar('string', from, this.#string())
    if (code === 0x7b) return this.#object(depth)
    if (code === 0x5b) return this.#array(depth)
    if (code === 0x2d || (code >= 0x30 && code <= 0x39)) return this.#scalar('number', from, this.#number())
    for (const word of ['true', 'false', 'null']) {
      if (!this.#text.startsWith(word, this.#at)) continue
      this.#at += word.length
      return this.#scalar(word === 'null' ? 'null' : 'boolean', from, word)
    }
    throw new JsonFault(`Expected a value, found ${this.#here()}.`)
  }

  #scalar(type: JsonScalar['type'], from: number, value: string): JsonScalar {
    return { type, value, line: this.line, endLine: this.line, from, to: this.#at }
  }

  #ended<Node extends At>(node: Node): Node {
    node.endLine = this.line
    node.to = this.#at
    return node
  }

  #object(depth: number): JsonObject {
    const node: JsonObject = {
      type: 'object',
      line: this.line,
      endLine: 0,
      from: this.#at,
      to: 0,
      members: [],
      duplicates: [],
    }
    let names: Set<string> | null = null
    if (this.#open(0x7d)) {
      do {
        this.#blank()
        if (this.#text.charCodeAt(this.#at) !== 0x22) {
          throw new JsonFault(`Expected a name in double quotes, found ${this.#here()}.`)
        }
        const { line } = this
        const from = this.#at
        const name = this.#string()
        this.#blank()
        if (this.#text.charCodeAt(this.#at) !== 0x3a) throw new JsonFault(`Expected ":" after "${name}".`)
        this.#at += 1
        this.#blank()
        const member = { name, line, from, value: this.#value(depth + 1) }
        if (node.members.length === FEW) names = new Set(node.members.map(known => known.name))
        if (names?.has(name) ?? node.members.some(known => known.name === name)) node.duplicates.push(member)
        names?.add(name)
        node.members.push(member)
      } while (this.#next(0x7d))
    }
    return this.#ended(node)
  }

  #array(depth: number): JsonArray {
    const node: JsonArray = { type: 'array', line: this.line, endLine: 0, from: this.#at, to: 0, items: [] }
    if (this.#open(0x5d)) {
      do {
        this.#blank()
        node.items.push(this.#value(depth + 1))
      } while (this.#next(0x5d))
    }
    return this.#ended(node)
  }

  /** Past the opening bracket; false when the closing one follows at once. */
  #open(closer: number): boolean {
    this.#at += 1
    this.#blank()
    if (this.#text.charCodeAt(this.#at) === closer) {
      this.#at += 1
      return false
    }
    if (this.#printed) this.line += 1
    return true
  }

  /** Past a comma (true) or the closing bracket (false). */
  #next(closer: number): boolean {
    this.#blank()
    const code = this.#text.charCodeAt(this.#at)
    if (code !== 0x2c && code !== closer) {
      throw new JsonFault(`Expected "," or "${String.fromCharCode(closer)}", found ${this.#here()}.`)
    }
    this.#at += 1
    if (this.#printed) this.line += 1
    return code === 0x2c
  }

  #string(): string {
    const text = this.#text
    const start = this.#at + 1
    for (let at = start; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      if (code === 0x22) {
        this.#at = at + 1
        return text.slice(start, at)
      }
      if (code === 0x5c) return this.#escaped(start, at)
      if (code < 0x20) throw new JsonFault('A control character inside a string.')
    }
    throw new JsonFault('A string is not closed.')
  }

  #escaped(start: number, from: number): string {
    const text = this.#text
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      if (code === 0x5c) at += 1
      else if (code < 0x20) throw new JsonFault('A control character inside a string.')
      else if (code === 0x22) {
        this.#at = at + 1
        return this.#decode(text.slice(start - 1, at + 1))
      }
    }
    throw new JsonFault('A string is not closed.')
  }

  #decode(quoted: string): string {
    try {
      return JSON.parse(quoted) as string
    } catch {
      throw new JsonFault('A string holds an escape that JSON does not know.')
    }
  }

  #number(): string {
    const pattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0]
    if (found === undefined) throw new JsonFault(`Expected a number, found ${this.#here()}.`)
    this.#at += found.length
    return found
  }

  #blank(): void {
    const text = this.#text
    for (; this.#at < text.length; this.#at += 1) {
      const code = text.charCodeAt(this.#at)
      if (code === 0x0a) this.line += 1
      else if (code === 0x0d) {
        if (text.charCodeAt(this.#at + 1) !== 0x0a) this.line += 1
      } else if (code !== 0x20 && code !== 0x09) return
    }
  }

  #here(): string {
    const character = this.#text.charAt(this.#at)
    return character === '' ? 'the end of the text' : JSON.stringify(character)
  }
}
