import type { PageReading } from '@/lib/actions/read-page'

const NOT_ANSWERED = {
  ok: false,
  code: 'unavailable',
  message: 'The Gatehouse server did not answer. Check that it still runs, then try again.',
  answer: null,
  missingAction: null,
  unread: null,
  errorId: null,
} as const

/** What a route of our own server answered, or that it did not: the build is the same, so the route fixes the shape. */
export async function askServer<T>(href: string, init?: RequestInit): Promise<PageReading<T>> {
  try {
    const response = await fetch(href, init)
    return (await response.json()) as PageReading<T>
  } catch {
    return NOT_ANSWERED
  }
}

/** The same with a question too long for an address. */
export const sendToServer = <T>(href: string, json: string, signal?: AbortSignal) =>
  askServer<T>(href, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: json,
    ...(signal ? { signal } : {}),
  })
