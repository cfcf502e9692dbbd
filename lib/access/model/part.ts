/** Why a part of the account could not be read: in the words that are shown beside what it weakens. */
export interface PartFailure {
  /** One sentence: what could not be read, why, and what to do. */
  message: string
  /** AWS's answer, in mono. */
  answer: string | null
  /** The permission to add, where that is the remedy. */
  missingAction: string | null
  /** ISO: when it was tried. */
  at: string
}

/**
 * What is known of one part of the account. *Not read* is a state of its own: whoever counts, lists or denies something
 * asks this first, and says what it says instead of "none".
 */
export type Part =
  | { state: 'read'; at: string }
  /** An older answer still stands in, under its own date. */
  | { state: 'kept'; at: string; why: PartFailure }
  | { state: 'refused'; why: PartFailure }
  | { state: 'failed'; why: PartFailure }
  /** Being read for the first time. `soFar`: how many entities or targets have come. */
  | { state: 'reading'; soFar: number | null }
  /** Nobody asked: `why` is the sentence that says so. */
  | { state: 'notAsked'; why: string }

export type KnownPart = Extract<Part, { at: string }>

/** Whether there is an answer, be it an older one. */
export function isKnown(part: Part): part is KnownPart {
  return part.state === 'read' || part.state === 'kept'
}

/** The date of the data itself, ISO; null where there is none. */
export function dateOf(part: Part): string | null {
  return isKnown(part) ? part.at : null
}

export function failureOf(part: Part): PartFailure | null {
  return 'why' in part && typeof part.why !== 'string' ? part.why : null
}

/** The oldest of the dates on which a statement rests; null where any of them is missing. */
export function oldest(parts: readonly Part[]): string | null {
  const dates = parts.map(dateOf)
  if (dates.some(date => date === null)) return null
  return dates.toSorted()[0] ?? null
}
