/** Rows of a list that are put on paper at once: more would take a browser minutes to lay out, and nobody reads them. */
export const MOST_ON_PAPER = 2_000
