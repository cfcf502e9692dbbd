/** So many texts are remembered; with one more all are forgotten, which costs less than keeping count. */
const MOST = 2_000

/**
 * What follows from a text alone, worked out once: thousands of roles share a few trust policies, and most stay as they are
 * from one reading of the account to the next. The answer is shared, so nobody changes it.
 */
export function byText<Answer extends object | boolean>(
  derive: (text: string) => Answer,
): (text: string) => Answer {
  const known = new Map<string, Answer>()
  return text => {
    const found = known.get(text)
    if (found !== undefined) return found
    if (known.size >= MOST) known.clear()
    const answer = derive(text)
    known.set(text, answer)
    return answer
  }
}
