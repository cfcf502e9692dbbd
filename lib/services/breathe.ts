import 'server-only'

/** Lets other requests through between two steps of long work. */
export const breathe = () => new Promise<void>(resolve => setImmediate(resolve))

/** Longer than this without a pause and other requests would wait noticeably. */
const BREATH_MS = 8

/** Does work that comes in short steps, letting other requests through as time passes rather than at every step. */
export async function inBreaths<Answer>(steps: Generator<unknown, Answer, undefined>): Promise<Answer> {
  let since = performance.now()
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() - since < BREATH_MS) continue
    await breathe()
    since = performance.now()
  }
}
