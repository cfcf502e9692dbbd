import 'server-only'
import { failed } from '@/lib/databases/database-failure'

/** One deadline around a whole conversation. When it is over, well or not, the signal tells whoever holds a socket to destroy it. */
export async function withinDeadline<T>(
  deadlineMs: number,
  work: (over: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const sentence = `The server was not done after ${deadlineMs / 1000} s, so the connection was closed`
    timer = setTimeout(() => reject(failed(sentence, 'ETIMEDOUT')), deadlineMs)
  })
  try {
    return await Promise.race([work(over.signal), late])
  } finally {
    clearTimeout(timer)
    over.abort()
  }
}
