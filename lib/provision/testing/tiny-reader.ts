import type { Token } from './tiny-lexer'

/** Walks over the tokens of one statement. */
export class TinyReader {
  #at = 0
  constructor(private readonly tokens: readonly Token[]) {}

  /** These words in this order, in whatever case a keyword is not: all or none of them. */
  takes(...words: string[]): boolean {
    const here = words.every((word, offset) => {
      const token = this.tokens[this.#at + offset]
      return token !== undefined && token.kind !== 'name' && token.kind !== 'text' && token.text === word
    })
    if (here) this.#at += words.length
    return here
  }

  must(...words: string[]): void {
    if (!this.takes(...words)) throw new Error(`${words.join(' ')} expected, ${JSON.stringify(this.tokens)}`)
  }

  /** A name, quoted or bare. */
  name(): string {
    const token = this.tokens[this.#at++]
    if (!token || token.kind === 'sign') throw new Error(`a name expected, ${JSON.stringify(this.tokens)}`)
    return token.text
  }

  /** `SELECT, CREATE VIEW` up to the next of these words. */
  list(end: string): string[] {
    const items: string[][] = [[]]
    while (!this.takes(end)) {
      if (this.takes(',')) items.push([])
      else items.at(-1)?.push(this.name())
    }
    return items.map(words => words.join(' '))
  }

  /** Whether this keyword is still to come. */
  has(word: string): boolean {
    return this.tokens.slice(this.#at).some(({ kind, text }) => kind === 'word' && text === word)
  }

  end(): void {
    if (!this.takes(';') || this.#at !== this.tokens.length)
      throw new Error(`more than one statement: ${JSON.stringify(this.tokens)}`)
  }
}
