/** Characters of a reason that are kept: its field takes no more, and neither does what is sent past the field. */
export const MOST_REASON = 500
