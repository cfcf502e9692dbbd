import type { PageReading } from '@/lib/actions/read-page'

/** What the server answered, or that it did not. */
export async function askServer<T>(href: string, init: RequestInit): Promise<PageReading<T>> {
  try {
    const response = await fetch(href, init)
    return (await response.json()) as PageReading<T>
  } catch {
    return {
      ok: false,
      code: 'unavailable',
      message: 'The Gatehouse server did not answer. Nothing changed.',
      answer: null,
      missingAction: null,
      unread: null,
      errorId: null,
    }
  }
}
