import { Check, CircleHelp, X } from 'lucide-react'
import { CodeBlock } from '@/components/ui/code-block'
import type { TriedAction, TriedPolicy } from '@/lib/access/reading/permissions-tried'

const LOOKS = {
  allowed: { Icon: Check, colour: 'text-ok', word: 'allowed' },
  missing: { Icon: X, colour: 'text-deny', word: 'missing' },
  notKnown: { Icon: CircleHelp, colour: 'text-subtle', word: 'not known' },
} as const

const inAll = (tried: readonly TriedAction[]) =>
  (['allowed', 'missing', 'notKnown'] as const)
    .map(outcome => ({ outcome, count: tried.filter(one => one.outcome === outcome).length }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${count} ${LOOKS[outcome].word}`)
    .join(', ')

/** What is there is counted; what is missing or not known is named, with the reason and the policy to add. */
export function TriedPermissions({ policies }: { policies: TriedPolicy[] }) {
  return (
    <div role="status" className="grid gap-3">
      {policies.map(({ id, title, tried, missing }) => (
        <section key={id} aria-label={title} className="grid gap-1">
          <h3 className="font-medium">
            {title} <span className="text-xs font-normal text-muted">{inAll(tried)}</span>
          </h3>
          <ul className="grid gap-0.5">{tried.filter(({ outcome }) => outcome !== 'allowed').map(Row)}</ul>
          {missing ? <CodeBlock text={missing} label={`the missing permissions: ${title}`} /> : null}
        </section>
      ))}
    </div>
  )
}

function Row({ action, outcome, why }: TriedAction) {
  const { Icon, colour, word } = LOOKS[outcome]
  return (
    <li key={action} className="flex gap-1.5">
      <Icon aria-hidden size={14} strokeWidth={1.75} className={`mt-0.5 shrink-0 ${colour}`} />
      <span className="min-w-0 break-words">
        <code>{action}</code> {word}
        {why ? <span className="text-xs text-muted"> {why}</span> : null}
      </span>
    </li>
  )
}
