/** Sentences as parts of another one. */

export const bare = (sentence: string) => sentence.replace(/\.$/, '')

/** Abbreviations, such as TLS and MFA, keep their capitals. */
export const lower = (text: string) => text.replace(/^[A-Z](?![A-Z])/, first => first.toLowerCase())

export const upper = (text: string) => text.replace(/^./, first => first.toUpperCase())
