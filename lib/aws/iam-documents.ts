import 'server-only'
import type { Caveat } from '@/lib/access/model/caveat'
import type { DocumentText } from '@/lib/aws/decode-document'

/** Collects policy texts while the account is read: each distinct text once in memory, broken ones named. */
export class Documents {
  readonly caveats: Caveat[] = []
  readonly #texts: Map<string, string>
  readonly #at: string

  /** `known`: texts of an older reading, whose copies are kept. */
  constructor(at: string, known: readonly string[] = []) {
    this.#at = at
    this.#texts = new Map(known.map(text => [text, text]))
  }

  noteMissingGroup(name: string): void {
    this.caveats.push({
      id: `group:${name}`,
      scope: 'policy',
      subject: name,
      message: `AWS names the group ${name} as one that users are in, and its answer does not hold that group. What its members may do through it is not known, so answers that it could change are not evaluated. Read again in a minute.`,
      answer: null,
      missingAction: null,
      at: this.#at,
    })
  }

  /** The text in the copy that is kept; what is wrong with it is said of `subject`. */
  take({ text, fault }: DocumentText, subject: string): string {
    if (fault) this.#name(subject, fault)
    const known = this.#texts.get(text)
    if (known !== undefined) return known
    this.#texts.set(text, text)
    return text
  }

  #name(subject: string, fault: string): void {
    this.caveats.push({
      id: `policy-text:${subject}`,
      scope: 'policy',
      subject,
      message: `The policy ${subject} ${fault}, so what it says is not known. Answers that it could change are not evaluated.`,
      answer: null,
      missingAction: null,
      at: this.#at,
    })
  }
}
