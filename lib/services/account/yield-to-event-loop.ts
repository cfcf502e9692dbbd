import 'server-only'

/** Lets other requests through between two steps of long work. */
export const yieldToEventLoop = () => new Promise<void>(resolve => setImmediate(resolve))

/** Longer than this without a pause and other requests would wait noticeably. */
const SLICE_MS = 8

/** Yields when it is time to, however often it is asked. */
export function yieldWhenDue(): () => Promise<void> | undefined {
  let since = performance.now()
  return () => {
    if (performance.now() - since < SLICE_MS) return undefined
    return yieldToEventLoop().then(() => {
      since = performance.now()
    })
  }
}

/** Does work that comes in short steps, letting other requests through as time passes rather than at every step. */
export async function runInSlices<Answer>(steps: Generator<unknown, Answer, undefined>): Promise<Answer> {
  const rest = yieldWhenDue()
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    const pause = rest()
    if (pause) await pause
  }
}
