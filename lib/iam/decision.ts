/** Spelled as the IAM API does, and our `conditional`: the answer varies with something that is not known. */
export type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny' | 'conditional'

/** Packed codes: a cell's byte is an index into this list. */
export const DECISIONS = ['implicitDeny', 'explicitDeny', 'conditional', 'allowed'] as const

export const IMPLICIT_DENY = 0
export const EXPLICIT_DENY = 1
export const CONDITIONAL = 2
export const ALLOWED = 3
