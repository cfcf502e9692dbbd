import 'server-only'

/** `throttled`: the account is asked too fast. `stop`: the next would fail as well. */
export type Came = 'next' | 'throttled' | 'stop'

/** So many in a row without being throttled, and one more is tried at once. */
const CALM = 8

/**
 * Works on at most so many at once. Throttled, half as many go on, and the one is tried once more at the end; throttled again,
 * or told to stop, nothing further is begun. What has begun is always waited for.
 */
export async function atPace<I>(
  items: readonly I[],
  most: number,
  work: (item: I) => Promise<Came>,
): Promise<void> {
  const queue = [...items]
  const again = new Set<I>()
  const running = new Set<Promise<void>>()
  let [width, calm, stopped] = [most, 0, false]
  let failure: { error: unknown } | null = null
  const heed = (item: I, came: Came) => {
    if (came === 'stop' || (came === 'throttled' && again.has(item))) stopped = true
    if (came === 'throttled') {
      width = Math.max(1, Math.floor(width / 2))
      calm = 0
      again.add(item)
      queue.push(item)
    } else calm += 1
    if (calm < CALM || width >= most) return
    width += 1
    calm = 0
  }
  const begin = (item: I) => {
    const one: Promise<void> = work(item)
      .then(came => heed(item, came))
      .catch(error => {
        stopped = true
        failure ??= { error }
      })
      .finally(() => running.delete(one))
    running.add(one)
  }
  while (true) {
    while (!stopped && queue.length > 0 && running.size < width) begin(queue.shift() as I)
    if (running.size === 0) break
    await Promise.race(running)
  }
  if (failure) throw (failure as { error: unknown }).error
}
