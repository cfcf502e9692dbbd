import 'server-only'
import type { Caveat } from '@/lib/access/caveat'

/** Collects policy texts while the account is read: decoded, each distinct text once in memory, broken ones named. */
export class Documents {
  readonly caveats: Caveat[] = []
  readonly #texts = new Map<string, { text: string; fault: string | null }>()
  readonly #at: string

  constructor(at: string) {
    this.#at = at
  }

  /** IAM answers documents URL-encoded (RFC 3986); what cannot be decoded or parsed is kept as text and named. */
  decode(encoded: string | undefined, subject: string): string {
    const raw = encoded ?? ''
    const known = this.#texts.get(raw) ?? this.#read(raw)
    if (known.fault) this.#name(subject, known.fault)
    return known.text
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

  #read(raw: string): { text: string; fault: string | null } {
    const entry = { text: raw, fault: null as string | null }
    try {
      entry.text = decodeURIComponent(raw)
    } catch {
      entry.fault = 'is not URL-encoded as IAM promises'
    }
    try {
      JSON.parse(entry.text)
    } catch {
      entry.fault ??= 'is not JSON'
    }
    this.#texts.set(raw, entry)
    return entry
  }

  #name(subject: string, fault: string): void {
    this.caveats.push({
      id: `policy:${subject}`,
      scope: 'policy',
      subject,
      message: `The policy ${subject} ${fault}, so what it says is not known. Answers that it could change are not evaluated.`,
      answer: null,
      missingAction: null,
      at: this.#at,
    })
  }
}
