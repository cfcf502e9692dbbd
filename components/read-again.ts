import type { PageReading } from '@/lib/actions/read-page'
import { routes } from '@/lib/routes'

/** What came of it, for those who do not see the banner. */
export async function readAgain(): Promise<string> {
  try {
    const answer = await fetch(routes.refresh(), { method: 'POST' })
    const reading = (await answer.json()) as PageReading<{ unread: string[] }>
    if (!reading.ok) return `Not read again. ${reading.message}`
    const { unread } = reading.value
    return unread.length === 0 ? 'Read again' : `Read again, without ${unread.join(', ')}`
  } catch {
    return 'Not read again. The server did not answer.'
  }
}
