const USUAL = /^[\p{L}\p{N}_.$@-]+$/u

/** A database user may have any name; one with spaces, quotes or other signs is more often a slip than a name. */
export const isUnusualName = (name: string): boolean => name !== '' && !USUAL.test(name)
