import { keepEarlyClick } from '@/components/early-click'
import { keepEarlyKeys } from '@/components/early-keys'

/** Before every other script: on a slow machine a page is seen, typed at and clicked on, seconds before it hears. */
export function EarlyInput({ nonce }: { nonce: string | null }) {
  const text = [keepEarlyKeys, keepEarlyClick].map(keep => `(${keep.toString()})()`).join(';')
  // Browsers hide the nonce of what they drew: it never equals that of the answer.
  return (
    <script
      suppressHydrationWarning
      nonce={nonce ?? undefined}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: functions of ours, as text
      dangerouslySetInnerHTML={{ __html: text }}
    />
  )
}
