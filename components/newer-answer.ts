/**
 * An answer newer than what is shown, by when each was begun. A page that was gone to later than its shell was drawn is newer
 * than the shell says. All are ISO.
 */
export function newerAnswer(answer: string | null, shell: string | null, page: string | null): string | null {
  const shown = shell !== null && page !== null && page > shell ? page : shell
  return answer !== null && shown !== null && answer > shown ? answer : null
}

/** Written to the second, both read the same: a time would tell nobody which of them is newer. */
export const looksTheSame = (left: string, right: string | null) => left.slice(0, 19) === right?.slice(0, 19)
