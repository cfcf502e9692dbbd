/** Sentences as parts of another one. */

export const bare = (sentence: string) => sentence.replace(/\.$/, '')

/** Abbreviations, such as TLS and MFA, keep their capitals. */
export const lower = (text: string) => text.replace(/^[A-Z](?![A-Z])/, first => first.toLowerCase())

export const upper = (text: string) => text.replace(/^./, first => first.toUpperCase())

/** Several sentences as one: `The session was signed in with MFA, and before 1 Jan 2027, 00:00 UTC`. */
export const together = (sentences: readonly string[]) =>
  sentences.map((sentence, at) => (at === 0 ? bare(sentence) : lower(bare(sentence)))).join(', and ')
