import type { ReactNode } from 'react'
import { changedWords, type Span } from '@/components/word-diff'
import type { Fact } from '@/lib/findings/finding'

function Bold({ text, spans }: { text: string; spans: readonly Span[] }) {
  const cuts = [0, ...spans.flatMap(({ from, to }) => [from, to]), text.length]
  return cuts.slice(1).map((to, index) => {
    const from = cuts[index] ?? 0
    const part = text.slice(from, to)
    const differs = spans.some(span => span.from === from && span.to === to)
    // biome-ignore lint/suspicious/noArrayIndexKey: a text's parts never move
    return differs ? <strong key={index}>{part}</strong> : <span key={index}>{part}</span>
  })
}

/** What the policy says and what stands against it: the part in which the two differ. */
function differences([says, other]: Fact[]): Span[][] {
  if (says?.label !== 'Policy says' || !other) return []
  const { before, after } = changedWords(says.value, other.value)
  return before.length > 0 && after.length > 0 ? [before, after] : []
}

/** Label and value, line by line; `children` are further lines of the same kind. */
export function FindingFacts({ facts, children }: { facts: Fact[]; children?: ReactNode }) {
  const bold = differences(facts)
  if (facts.length === 0 && !children) return null
  return (
    <dl className="grid gap-y-1.5 text-xs sm:grid-cols-[7rem_minmax(0,1fr)]">
      {facts.map(({ label, value }, index) => (
        <div key={label} className="contents">
          <dt className="text-muted max-sm:mt-1">{label}</dt>
          <dd className="min-w-0">
            <code className="text-xs break-words">
              <Bold text={value} spans={bold[index] ?? []} />
            </code>
          </dd>
        </div>
      ))}
      {children}
    </dl>
  )
}
