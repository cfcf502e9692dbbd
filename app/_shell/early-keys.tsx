import { keepEarlyKeys } from '@/components/early-keys'

/** Before every other script: on a slow machine a page is seen, and typed at, seconds before it hears. */
export function EarlyKeys({ nonce }: { nonce: string | null }) {
  const text = `(${keepEarlyKeys.toString()})()`
  // Browsers hide the nonce of what they drew: it never equals that of the answer.
  return (
    <script
      suppressHydrationWarning
      nonce={nonce ?? undefined}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a function of ours, as text
      dangerouslySetInnerHTML={{ __html: text }}
    />
  )
}
