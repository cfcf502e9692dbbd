import 'server-only'

/** Runs the work over all items, at most `width` at a time, answers in the items' order. */
export async function inTurn<I, O>(
  items: readonly I[],
  width: number,
  work: (item: I) => Promise<O>,
): Promise<O[]> {
  const answers: O[] = []
  const queue = items.entries()
  const worker = async () => {
    for (const [index, item] of queue) answers[index] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
  return answers
}
