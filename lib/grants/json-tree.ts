/** Where each value of a JSON text stands, so that one of them can be changed and the rest left as it was. */
export interface JsonTree {
  from: number
  to: number
  members: { name: string; from: number; value: JsonTree }[] | null
  items: JsonTree[] | null
}

class Walker {
  #at = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  value(): JsonTree {
    this.#blank()
    const from = this.#at
    const first = this.#text.charAt(from)
    const tree: JsonTree = { from, to: from, members: null, items: null }
    if (first === '{') tree.members = this.#members()
    else if (first === '[') tree.items = this.#list(() => this.value())
    else if (first === '"') this.#string()
    else this.#at += /^[^\s,\]}]*/.exec(this.#text.slice(this.#at))?.[0].length ?? 0
    tree.to = this.#at
    return tree
  }

  #members() {
    return this.#list(() => {
      this.#blank()
      const from = this.#at
      const name = JSON.parse(this.#string()) as string
      this.#blank()
      this.#at += 1
      return { name, from, value: this.value() }
    })
  }

  /** Past both brackets. The text is known to be JSON, so every other character is a comma. */
  #list<Item>(read: () => Item): Item[] {
    const items: Item[] = []
    this.#at += 1
    this.#blank()
    while (!/[\]}]/.test(this.#text.charAt(this.#at))) {
      items.push(read())
      this.#blank()
      if (this.#text.charAt(this.#at) === ',') this.#at += 1
      this.#blank()
    }
    this.#at += 1
    return items
  }

  #string(): string {
    const from = this.#at
    this.#at += 1
    while (this.#text.charAt(this.#at) !== '"') this.#at += this.#text.charAt(this.#at) === '\\' ? 2 : 1
    this.#at += 1
    return this.#text.slice(from, this.#at)
  }

  #blank(): void {
    while (/\s/.test(this.#text.charAt(this.#at)) && this.#at < this.#text.length) this.#at += 1
  }
}

/** Null for anything that JSON.parse refuses, and where a name is given twice: readers disagree on which counts. */
export function jsonTree(text: string): JsonTree | null {
  try {
    JSON.parse(text)
  } catch {
    return null
  }
  const tree = new Walker(text).value()
  return hasDuplicates(tree) ? null : tree
}

function hasDuplicates({ members, items }: JsonTree): boolean {
  if (items) return items.some(hasDuplicates)
  if (!members) return false
  return (
    new Set(members.map(({ name }) => name)).size !== members.length ||
    members.some(({ value }) => hasDuplicates(value))
  )
}
