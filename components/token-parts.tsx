import { classNames } from '@/components/ui/class-names'
import type { TokenPart } from '@/lib/connect/inspect-token'
import { shortKeyId } from '@/lib/connect/mask-token'
import { shortenHost } from '@/lib/format'

/** A token taken apart: its secrets masked, what is explained beside it numbered. */
export function TokenParts({ parts }: { parts: readonly TokenPart[] }) {
  return (
    <p className="font-mono text-[0.71875rem] leading-5 break-all text-subtle">
      {parts.map((part, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a token's parts never move
          key={index}
          className={classNames(part.mark && 'border-b border-accent text-fg')}
        >
          {part.secret ? '•'.repeat(10) : textOf(part)}
          {part.mark ? <sup className="font-sans font-semibold text-accent">{part.mark}</sup> : null}
        </span>
      ))}
    </p>
  )
}

function textOf({ text, mark }: TokenPart): string {
  if (mark === 1) return shortenHost(text)
  return mark === 3 ? shortKeyId(text) : text
}
