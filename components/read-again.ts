import { askServer } from '@/components/ask-server'
import { routes } from '@/lib/routes'

/** What came of it, for those who do not see the banner. */
export async function readAgain(): Promise<string> {
  const reading = await askServer<{ unread: string[] }>(routes.refresh(), { method: 'POST' })
  if (!reading.ok) return `Not read again. ${reading.message}`
  const { unread } = reading.value
  return unread.length === 0 ? 'Read again' : `Read again, without ${unread.join(', ')}`
}
